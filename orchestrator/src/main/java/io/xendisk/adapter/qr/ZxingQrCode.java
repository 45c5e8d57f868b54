package io.xendisk.adapter.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** QR codes that a scratched label still shows: a quarter of it may be gone. Stateless. */
public final class ZxingQrCode {
  private ZxingQrCode() {}

  /**
   * The code of a text, row by row, true where it is dark; without the quiet zone around it.
   *
   * @throws IllegalArgumentException if the text is too long
   */
  public static boolean[][] of(String text) {
    try {
      var hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
      var matrix = Encoder.encode(text, ErrorCorrectionLevel.Q, hints).getMatrix();
      var dark = new boolean[matrix.getHeight()][matrix.getWidth()];
      for (int y = 0; y < dark.length; y++) {
        for (int x = 0; x < dark[y].length; x++) {
          dark[y][x] = matrix.get(x, y) == 1;
        }
      }
      return dark;
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code can be made of this text", e);
    }
  }
}
