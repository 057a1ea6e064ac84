import { expect, it } from 'vitest';
import small from '../../../public/icon/16.png';
import large from '../../../public/icon/128.png';

/** Below it, nothing can be seen, such as the softened end of a curve. */
const visibleAlpha = 16;

/** Returns the columns of a picture in which something can be seen, as the first and the number of them. */
async function artwork(address: string): Promise<[first: number, count: number]> {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(picture, 0, 0);
  const pixels = context?.getImageData(0, 0, width, height).data ?? [];
  const columns = Array.from({ length: width }, (_none, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => pixels[(y * width + x) * 4 + 3]).some(
      (alpha) => Number(alpha) >= visibleAlpha,
    ),
  );
  return [columns[0] ?? -1, columns.length];
}

it('the icon of the store has 96 px of artwork in 128 px, and the smallest one fills its square', async () => {
  expect(await artwork(large)).toEqual([16, 96]);
  expect(await artwork(small)).toEqual([0, 16]);
});
