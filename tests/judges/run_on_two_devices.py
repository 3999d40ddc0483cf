"""Runs a TensorFlow program where the CPU is two devices, CPU:0 and CPU:1: python run_on_two_devices.py FILE."""

import runpy
import sys

import tensorflow

[cpu] = tensorflow.config.list_physical_devices("CPU")
tensorflow.config.set_logical_device_configuration(cpu, [tensorflow.config.LogicalDeviceConfiguration()] * 2)
runpy.run_path(sys.argv[1], run_name="__main__")
