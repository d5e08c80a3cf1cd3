import { afterEach, expect, test, vi } from 'vitest'
import { isHEIC, shrinkImage } from './image'

afterEach(() => vi.unstubAllGlobals())

test('an iPhone photo is told by its type or its name', () => {
  for (const file of [{ name: 'IMG_1.HEIC' }, { name: 'a.heif', type: '' }, { name: 'x', type: 'image/heic' }])
    expect(isHEIC(file)).toBe(true)
  for (const file of [{ name: 'heic.jpg', type: 'image/jpeg' }, { name: 'heic' }]) expect(isHEIC(file)).toBe(false)
})

const size = { width: 4000, height: 3000 }

function page(bitmap: () => Promise<unknown>) {
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => ({ drawImage: () => undefined }),
    toBlob: (done: (b: Blob) => void, type: string) => done(new Blob(['jpeg'], { type })),
  }
  vi.stubGlobal('createImageBitmap', bitmap)
  vi.stubGlobal('document', { createElement: () => canvas })
  return canvas
}

const photo = () => new File(['heic'], 'IMG_1.HEIC', { type: '' })

test('a HEIC the browser can draw goes out as a smaller JPEG, under that name', async () => {
  const canvas = page(() => Promise.resolve({ ...size, close: () => undefined }))
  const sent = await shrinkImage(photo())
  expect([sent.name, sent.type, canvas.width, canvas.height]).toEqual(['IMG_1.jpg', 'image/jpeg', 2048, 1536])
})

test('one that only a page shows is drawn by way of the page', async () => {
  page(() => Promise.reject(new Error('no decoder')))
  vi.stubGlobal(
    'Image',
    class {
      width = size.width
      height = size.height
      src = ''
      decode = () => Promise.resolve()
    },
  )
  expect((await shrinkImage(photo())).name).toBe('IMG_1.jpg')
})

test('one that nothing draws goes out as it is', async () => {
  page(() => Promise.reject(new Error('no decoder')))
  vi.stubGlobal(
    'Image',
    class {
      src = ''
      decode = () => Promise.reject(new Error('no decoder'))
    },
  )
  const file = photo()
  expect(await shrinkImage(file)).toBe(file)
})
