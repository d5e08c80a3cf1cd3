/** Longest side of a photo sent; enough to read a paper held in front of the camera. */
const longest = 2048
const quality = 0.82

/** isHEIC tells an iPhone's photo, by its name where the browser does not know the type. */
export function isHEIC(file: { name: string; type?: string }): boolean {
  return /^image\/hei[cf]/.test(file.type ?? '') || /\.hei[cf]$/i.test(file.name)
}

/**
 * shrinkImage makes a JPEG no larger than needed, upright and without the
 * camera's hidden data (place, device). What is no image or cannot be drawn here
 * is returned as it is; of HEIC that is up to the browser.
 */
export async function shrinkImage(file: File): Promise<File> {
  if (!file.type.startsWith('image/') && !isHEIC(file)) return file
  try {
    const drawn = await draw(file)
    const by = Math.min(1, longest / Math.max(drawn.width, drawn.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(drawn.width * by)
    canvas.height = Math.round(drawn.height * by)
    canvas.getContext('2d')?.drawImage(drawn, 0, 0, canvas.width, canvas.height)
    if ('close' in drawn) drawn.close()
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    return blob ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}

// Some browsers show a HEIC in a page, and yet make no bitmap of it.
async function draw(file: File): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch (error) {
    if (!isHEIC(file)) throw error
  }
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}
