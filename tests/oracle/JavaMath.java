// Writes java_math.tsv: sine, cosine and tangent of Java 17's StrictMath, which is fdlibm.
//   java tests/oracle/JavaMath.java > tests/oracle/java_math.tsv
// Columns: the argument and the three results, each the 16 hexadecimal digits of a double's bits.
import java.util.Random;

public class JavaMath {
  static void row(double x) {
    System.out.printf("%016x\t%016x\t%016x\t%016x%n", Double.doubleToLongBits(x), Double.doubleToLongBits(StrictMath.sin(x)),
        Double.doubleToLongBits(StrictMath.cos(x)), Double.doubleToLongBits(StrictMath.tan(x)));
  }

  public static void main(String[] words) {
    for (double x : new double[] {0, 1e-300, 1e-9, 1e-8, 0.3, 0.5, 0.6743, 0.6745, 0.78, Math.PI / 4, 1, Math.PI / 2, 2, 3 * Math.PI / 4, Math.PI,
        90, 1e5, 823549.6, 1e6, 1e10, 1e15, 1e22, 1e100, 1e300, Double.MAX_VALUE, 6381956970095103.0 * Math.pow(2, 797)}) {
      row(x);
      row(-x);
    }
    for (int n = 1; n < 100; n++)
      for (double x = n * (Math.PI / 2), i = -2; i <= 2; i++, x = Math.nextUp(x)) row(x);
    Random random = new Random(17);
    for (int i = 0; i < 500; i++) row((random.nextDouble() - 0.5) * 4);
    for (int i = 0; i < 700; i++) row((random.nextDouble() - 0.5) * 2000);
    for (int i = 0; i < 300; i++) row((random.nextDouble() - 0.5) * 2e6);
    for (int i = 0; i < 500; i++) row(Double.longBitsToDouble(random.nextLong() & 0x7FEFFFFFFFFFFFFFL));
  }
}
