import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes out what Java links at run time and an AOT cache cannot keep: {@code equals} and {@code
 * hashCode} of records ({@code java.lang.runtime.ObjectMethods}), and switches over types ({@code
 * SwitchBootstraps.typeSwitch}). The first of each kind costs a process milliseconds, and a command
 * runs each once. The code means the same: it is what the documentation of these two classes says.
 */
final class DirectCalls extends ClassVisitor {
  private static final String OBJECTS = "java/util/Objects";

  /** A method that is still to be written, and how. */
  private record Owed(String name, String descriptor, Writing writing) {}

  private interface Writing {
    void in(MethodVisitor method);
  }

  private final List<Owed> owed = new ArrayList<>();
  private String owner = "";
  private boolean inInterface;

  private DirectCalls(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The same class; the very same bytes where there is nothing to write out. */
  static byte[] in(byte[] bytes) {
    var reader = new ClassReader(bytes);
    var writer = new ClassWriter(0);
    var direct = new DirectCalls(writer);
    reader.accept(direct, 0);
    return direct.owed.isEmpty() ? bytes : writer.toByteArray();
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String above, String[] interfaces) {
    owner = name;
    inInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(version, access, name, signature, above, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new MethodVisitor(
        Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle bootstrap, Object... arguments) {
        Writing writing = writing(called, bootstrap, arguments);
        if (writing == null) {
          super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
        } else {
          var written = new Owed("direct$" + owed.size() + called, type, writing);
          owed.add(written);
          super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, written.name(), type, inInterface);
        }
      }
    };
  }

  /** How it is written out; null for what stays. */
  private Writing writing(String called, Handle bootstrap, Object[] arguments) {
    return switch (bootstrap.getOwner() + "." + called) {
      case "java/lang/runtime/ObjectMethods.equals" -> method -> equals(method, fields(arguments));
      case "java/lang/runtime/ObjectMethods.hashCode" ->
          method -> hashCode(method, fields(arguments));
      case "java/lang/runtime/SwitchBootstraps.typeSwitch" ->
          Stream.of(arguments).allMatch(DirectCalls::isReference)
              ? method -> typeSwitch(method, arguments)
              : null;
      default -> null;
    };
  }

  private static boolean isReference(Object label) {
    return label instanceof Type type && type.getSort() >= Type.ARRAY;
  }

  /** Behind the class and the names come the getters. */
  private static List<Handle> fields(Object[] arguments) {
    return Stream.of(arguments).skip(2).map(Handle.class::cast).toList();
  }

  @Override
  public void visitEnd() {
    for (var each : owed) {
      var method =
          super.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              each.name(),
              each.descriptor(),
              null,
              null);
      method.visitCode();
      each.writing().in(method);
      method.visitMaxs(6, 2);
      method.visitEnd();
    }
    super.visitEnd();
  }

  private void equals(MethodVisitor method, List<Handle> fields) {
    var other = new Label();
    var alike = new Label();
    var different = new Label();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitJumpInsn(Opcodes.IF_ACMPNE, other);
    answer(method, 1);
    place(method, other);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitTypeInsn(Opcodes.INSTANCEOF, owner);
    method.visitJumpInsn(Opcodes.IFNE, alike);
    answer(method, 0);
    place(method, alike);
    for (var field : fields) {
      method.visitVarInsn(Opcodes.ALOAD, 0);
      get(method, field);
      method.visitVarInsn(Opcodes.ALOAD, 1);
      method.visitTypeInsn(Opcodes.CHECKCAST, owner);
      get(method, field);
      goWhereDifferent(method, Type.getType(field.getDesc()), different);
    }
    answer(method, 1);
    if (!fields.isEmpty()) {
      place(method, different);
      answer(method, 0);
    }
  }

  private static void goWhereDifferent(MethodVisitor method, Type type, Label different) {
    switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT ->
          method.visitJumpInsn(Opcodes.IF_ICMPNE, different);
      case Type.LONG -> {
        method.visitInsn(Opcodes.LCMP);
        method.visitJumpInsn(Opcodes.IFNE, different);
      }
      case Type.FLOAT -> {
        call(method, "java/lang/Float", "compare", "(FF)I");
        method.visitJumpInsn(Opcodes.IFNE, different);
      }
      case Type.DOUBLE -> {
        call(method, "java/lang/Double", "compare", "(DD)I");
        method.visitJumpInsn(Opcodes.IFNE, different);
      }
      default -> {
        call(method, OBJECTS, "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z");
        method.visitJumpInsn(Opcodes.IFEQ, different);
      }
    }
  }

  private static void hashCode(MethodVisitor method, List<Handle> fields) {
    method.visitInsn(Opcodes.ICONST_0);
    for (var field : fields) {
      method.visitIntInsn(Opcodes.BIPUSH, 31);
      method.visitInsn(Opcodes.IMUL);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      get(method, field);
      var type = Type.getType(field.getDesc());
      if (type.getSort() >= Type.ARRAY) {
        call(method, OBJECTS, "hashCode", "(Ljava/lang/Object;)I");
      } else {
        call(method, wrapper(type), "hashCode", "(" + field.getDesc() + ")I");
      }
      method.visitInsn(Opcodes.IADD);
    }
    method.visitInsn(Opcodes.IRETURN);
  }

  private static String wrapper(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.BYTE -> "java/lang/Byte";
      case Type.CHAR -> "java/lang/Character";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      default -> "java/lang/Double";
    };
  }

  /** The first label from a place on that the object is of; -1 for null, their number for none. */
  private static void typeSwitch(MethodVisitor method, Object[] labels) {
    var there = new Label();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitJumpInsn(Opcodes.IFNONNULL, there);
    answer(method, -1);
    place(method, there);
    for (int i = 0; i < labels.length; i++) {
      var next = new Label();
      method.visitVarInsn(Opcodes.ILOAD, 1);
      push(method, i);
      method.visitJumpInsn(Opcodes.IF_ICMPGT, next);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitTypeInsn(Opcodes.INSTANCEOF, ((Type) labels[i]).getInternalName());
      method.visitJumpInsn(Opcodes.IFEQ, next);
      answer(method, i);
      place(method, next);
    }
    answer(method, labels.length);
  }

  private static void get(MethodVisitor method, Handle field) {
    method.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
  }

  private static void call(MethodVisitor method, String type, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, type, name, descriptor, false);
  }

  private static void answer(MethodVisitor method, int answer) {
    push(method, answer);
    method.visitInsn(Opcodes.IRETURN);
  }

  private static void push(MethodVisitor method, int number) {
    method.visitIntInsn(Opcodes.SIPUSH, number);
  }

  /** Where paths meet nothing has been added to the parameters. */
  private static void place(MethodVisitor method, Label label) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }
}
