import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Enumeration;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;

/**
 * Raises old class files to the version of Java 8, because an AOT cache takes none below 6: {@code
 * FROM TO}, both folders of jars. A jar without old classes is copied byte by byte. What a class
 * does stays the same: subroutines are inlined, and stack maps are computed.
 */
final class RaiseClasses {
  private static final int OLDEST_THAT_A_CACHE_TAKES = Opcodes.V1_6;
  private static final int RAISED_TO = Opcodes.V1_8;

  /** The earliest time that a jar can hold. */
  private static final FileTime NO_TIME =
      FileTime.from(java.time.Instant.parse("1980-02-01T00:00:00Z"));

  private final Path jars;

  private RaiseClasses(Path jars) {
    this.jars = jars;
  }

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Path.of(args[1]);
    var raise = new RaiseClasses(from);
    try (var files = Files.newDirectoryStream(from, "*.jar")) {
      for (Path jar : files) {
        raise.jar(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  private void jar(Path from, Path to) throws IOException {
    var entries = new TreeMap<String, byte[]>();
    int raised = 0;
    try (var jar = new JarFile(from.toFile())) {
      for (Enumeration<JarEntry> e = jar.entries(); e.hasMoreElements(); ) {
        JarEntry entry = e.nextElement();
        if (entry.isDirectory()) {
          continue;
        }
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        if (entry.getName().endsWith(".class") && version(bytes) < OLDEST_THAT_A_CACHE_TAKES) {
          bytes = raised(bytes);
          raised++;
        }
        entries.put(entry.getName(), bytes);
      }
    }
    if (raised == 0) {
      Files.copy(from, to);
      return;
    }
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      // Whoever reads a jar as a stream expects it first.
      byte[] manifest = entries.remove(JarFile.MANIFEST_NAME);
      if (manifest != null) {
        put(zip, JarFile.MANIFEST_NAME, manifest);
      }
      for (var entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    Files.write(to, out.toByteArray());
    System.out.println("%s: %d classes raised".formatted(from.getFileName(), raised));
  }

  /** Uncompressed: the packages are compressed as a whole. */
  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(NO_TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    var crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static int version(byte[] bytes) {
    return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
  }

  private byte[] raised(byte[] bytes) {
    var reader = new ClassReader(bytes);
    var writer = new Frames();
    reader.accept(new Raised(writer), ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  /** The same class with another version, and without subroutines. */
  private static final class Raised extends ClassVisitor {
    Raised(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String above, String[] interfaces) {
      super.visit(RAISED_TO, access, name, signature, above, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new JSRInlinerAdapter(
          super.visitMethod(access, name, descriptor, signature, exceptions),
          access,
          name,
          descriptor,
          signature,
          exceptions);
    }
  }

  /** Computes stack maps; asks the jars, without loading a class, which type is above which. */
  private final class Frames extends ClassWriter {
    Frames() {
      super(COMPUTE_FRAMES);
    }

    @Override
    protected ClassLoader getClassLoader() {
      return Loader.INSTANCE == null ? Loader.of(jars) : Loader.INSTANCE;
    }
  }

  /** Finds the classes of all jars; ASM initialises none of them. */
  private static final class Loader {
    static ClassLoader INSTANCE;

    static ClassLoader of(Path jars) {
      try (var files = Files.newDirectoryStream(jars, "*.jar")) {
        var urls = new java.util.ArrayList<java.net.URL>();
        for (Path jar : files) {
          urls.add(jar.toUri().toURL());
        }
        INSTANCE = new java.net.URLClassLoader(urls.toArray(java.net.URL[]::new));
        return INSTANCE;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
