import sharp from "sharp";

const WIDTH = 640;
const HEIGHT = 480;

type Colour = readonly [red: number, green: number, blue: number];
/** What is seen at a point; both coordinates from 0 to 1, from the upper left. */
type Scene = (x: number, y: number) => Colour;

const WALLS: readonly Colour[] = [
  [201, 178, 140],
  [176, 196, 190],
  [214, 205, 188],
  [190, 168, 160],
];
const SKY: Colour = [188, 212, 226];
const GRASS: Colour = [120, 142, 96];
const ROOF: Colour = [146, 78, 58];
const DOOR: Colour = [96, 70, 48];
const GLASS: Colour = [90, 110, 122];
const FLOOR: Colour = [168, 160, 150];
const JOINT: Colour = [146, 138, 128];
const CHAIR: Colour = [112, 82, 66];
const TABLE: Colour = [86, 74, 62];
const PAPER: Colour = [244, 242, 232];
const INK: Colour = [150, 156, 170];
const STAMP: Colour = [70, 96, 150];

const within = (value: number, from: number, to: number) => value >= from && value < to;

/** The picture that a question of the form asks for, invented; `variant` gives families other walls. */
export async function paintPhoto(question: string, variant: number): Promise<Buffer> {
  const scene = sceneOf(question, WALLS[variant % WALLS.length] ?? SKY);
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let row = 0; row < HEIGHT; row += 1)
    for (let column = 0; column < WIDTH; column += 1)
      pixels.set(scene(column / WIDTH, row / HEIGHT), (row * WIDTH + column) * 3);
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

function sceneOf(question: string, wall: Colour): Scene {
  switch (question) {
    case "21a":
      return (x, y) => front(x, y, wall);
    case "kk":
      return paper;
    default:
      return (x, y) => room(x, y, wall);
  }
}

function front(x: number, y: number, wall: Colour): Colour {
  const roofHalf = (y - 0.18) * 1.35;
  if (within(y, 0.18, 0.45) && Math.abs(x - 0.5) < roofHalf) return ROOF;
  if (!within(x, 0.2, 0.8) || !within(y, 0.45, 0.82)) return y < 0.74 ? SKY : GRASS;
  if (within(x, 0.45, 0.56) && y > 0.56) return DOOR;
  const window = within(x, 0.27, 0.38) || within(x, 0.63, 0.74);
  return window && within(y, 0.55, 0.68) ? GLASS : wall;
}

function room(x: number, y: number, wall: Colour): Colour {
  if (within(x, 0.14, 0.4) && within(y, 0.46, 0.78)) return CHAIR;
  if (within(x, 0.52, 0.8) && within(y, 0.6, 0.66)) return TABLE;
  if ((within(x, 0.55, 0.57) || within(x, 0.75, 0.77)) && within(y, 0.66, 0.82)) return TABLE;
  if (within(x, 0.6, 0.78) && within(y, 0.16, 0.38)) return GLASS;
  if (y < 0.68) return wall;
  const joint = (x * 8 + y) % 1 < 0.04 || (y * 12) % 1 < 0.1;
  return joint ? JOINT : FLOOR;
}

function paper(x: number, y: number): Colour {
  if (!within(x, 0.08, 0.92) || !within(y, 0.12, 0.88)) return TABLE;
  if (Math.hypot(x - 0.76, (y - 0.76) * 0.75) < 0.06) return STAMP;
  const line = (y * 20) % 1 < 0.16 && within(x, 0.13, 0.87) && within(y, 0.24, 0.68);
  const rule = (x * 7) % 1 < 0.02 && within(y, 0.24, 0.68);
  return line || rule ? INK : PAPER;
}
