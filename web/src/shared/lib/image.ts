/** Longest side of a photo sent; enough to read a paper held in front of the camera. */
const longest = 2048
const quality = 0.82

/**
 * shrinkImage makes a JPEG no larger than needed, upright and without the
 * camera's hidden data (place, device). What is no image or cannot be drawn here
 * is returned as it is.
 */
export async function shrinkImage(file: File): Promise<File> {
  if (!file.type.startsWith('image/')) return file
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const by = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * by)
    canvas.height = Math.round(bitmap.height * by)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    return blob ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}
