/** Width of the pen on the pad's pixels. */
const PEN_PIXELS = 22;
/** How far an arrow key moves the pen. */
const KEY_PIXELS = 14;

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

interface Point {
  readonly x: number;
  readonly y: number;
}

interface DrawingPadOptions {
  /** Shows where the keyboard's pen is. */
  readonly pen: HTMLElement;
  /** The drawing has changed; `isDone`: and no stroke goes on. */
  readonly onChange: (isDone: boolean) => void;
  readonly signal: AbortSignal;
}

/** A black canvas to draw on in white: with a pointer, or with the keyboard. */
export class DrawingPad {
  readonly #canvas: HTMLCanvasElement;
  readonly #options: DrawingPadOptions;
  #last: Point | null = null;
  #pen: Point;
  #isDown = false;

  constructor(canvas: HTMLCanvasElement, options: DrawingPadOptions) {
    this.#canvas = canvas;
    this.#options = options;
    this.#pen = { x: canvas.width / 2, y: canvas.height / 2 };
    const { signal } = options;
    canvas.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.#drag(event), { signal });
    for (const type of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(type, () => this.#release(), { signal });
    }
    canvas.addEventListener('keydown', (event) => this.#type(event), { signal });
    this.clear();
  }

  clear(): void {
    const context = this.#context;
    context.fillStyle = 'black';
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#isDown = false;
    this.#showPen();
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#last = this.#pointOf(event);
    this.#line(this.#last, this.#last);
    this.#options.onChange(false);
  }

  #drag(event: PointerEvent): void {
    if (!this.#last) return;
    const next = this.#pointOf(event);
    this.#line(this.#last, next);
    this.#last = next;
    this.#options.onChange(false);
  }

  #release(): void {
    if (!this.#last) return;
    this.#last = null;
    this.#options.onChange(true);
  }

  #type(event: KeyboardEvent): void {
    const direction = directions[event.key];
    if (!direction && event.key !== ' ') return;
    event.preventDefault();
    const { width, height } = this.#canvas;
    const [right, down] = direction ?? [0, 0];
    if (!direction) this.#isDown = !this.#isDown;
    const next = {
      x: Math.min(width, Math.max(0, this.#pen.x + right * KEY_PIXELS)),
      y: Math.min(height, Math.max(0, this.#pen.y + down * KEY_PIXELS)),
    };
    if (this.#isDown) this.#line(this.#pen, next);
    this.#pen = next;
    this.#showPen();
    if (this.#isDown || !direction) this.#options.onChange(!this.#isDown);
  }

  #showPen(): void {
    const { pen } = this.#options;
    pen.style.setProperty('--pen-x', `${(100 * this.#pen.x) / this.#canvas.width}%`);
    pen.style.setProperty('--pen-y', `${(100 * this.#pen.y) / this.#canvas.height}%`);
    pen.toggleAttribute('data-is-down', this.#isDown);
  }

  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return {
      x: ((clientX - left) / width) * this.#canvas.width,
      y: ((clientY - top) / height) * this.#canvas.height,
    };
  }

  #line(from: Point, to: Point): void {
    const context = this.#context;
    context.strokeStyle = 'white';
    context.lineWidth = PEN_PIXELS;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }

  get #context(): CanvasRenderingContext2D {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser gives no canvas to draw on.');
    return context;
  }
}
