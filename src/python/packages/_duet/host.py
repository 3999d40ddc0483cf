"""The object of TypeScript behind the packages: its members are those of src/python/host.ts."""

import _duet_host as host
