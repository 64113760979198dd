import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Class files from before Java 7 are not taken into the AOT cache: they lack {@link
 * StackMapTableAttribute} and have to be verified the old way at each start. They get it here, and
 * a version that needs it; their code stays as it is.
 */
final class OldClasses {

    /** The first version that has to be verified by stack maps: Java 7's. */
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_7_VERSION;

    private OldClasses() {}

    /** Changes a jar in place. */
    static void renew(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(inside.getPath("/"))) {
            ClassFile classFile =
                    ClassFile.of(
                            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ClassHierarchyResolverOption.of(hierarchy(inside)));
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path file : classes) {
                ClassModel model = classFile.parse(Files.readAllBytes(file));
                if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
                    Files.write(file, renew(classFile, model));
                }
            }
        }
    }

    private static ClassHierarchyResolver hierarchy(FileSystem inside) {
        return ClassHierarchyResolver.ofResourceParsing(
                        type -> {
                            String descriptor = type.descriptorString();
                            String name = descriptor.substring(1, descriptor.length() - 1);
                            try {
                                return Files.newInputStream(inside.getPath(name + ".class"));
                            } catch (IOException elsewhere) {
                                return null;
                            }
                        })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static byte[] renew(ClassFile classFile, ClassModel model) {
        return classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeBuilder::with)
                        .andThen(
                                ClassTransform.endHandler(
                                        builder ->
                                                builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }
}
