package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Finds the methods that return nothing and do nothing, such as an observer's defaults, in our class files. */
final class EmptyMethods {

    private final Map<String, Set<String>> known = new HashMap<>();

    /** @param method its name and descriptor */
    boolean contain(String type, String method) {
        return known.computeIfAbsent(type, EmptyMethods::in).contains(method);
    }

    private static Set<String> in(String type) {
        Set<String> empty = new HashSet<>();
        String file = "/" + type.replace('.', '/') + ".class";
        try (InputStream bytes = EmptyMethods.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("class path must have " + file);
            }
            new ClassReader(bytes).accept(new Finder(empty), ClassReader.SKIP_DEBUG);
            return empty;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Finder extends ClassVisitor {

        private final Set<String> empty;

        Finder(Set<String> empty) {
            super(Opcodes.ASM9);
            this.empty = empty;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                /** Anything that is done needs something on the stack. */
                @Override
                public void visitMaxs(int maxStack, int maxLocals) {
                    if (maxStack == 0 && descriptor.endsWith(")V")) {
                        empty.add(name + descriptor);
                    }
                }
            };
        }
    }
}
