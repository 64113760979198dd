package org.lifeboat.cli;

import org.lifeboat.report.Messages;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes options and parameters, and gives their values. They are made by hand since picocli takes
 * longer to read the annotations of a class than the program to list a backup.
 */
final class Arguments {

    /** By hand as well: picocli would call Path.of by reflection. */
    private static final ITypeConverter<Path> TO_PATH = Arguments::path;

    private Arguments() {}

    /** What is said of a command or an argument in the help: one of the texts at cli.help. */
    static String text(String key) {
        return Messages.text("cli.help." + key);
    }

    static String[] lines(String key) {
        return text(key).split("\n", -1);
    }

    /**
     * An option without a value.
     *
     * @param key of its text
     */
    static OptionSpec flag(String name, String key) {
        return OptionSpec.builder(name).type(boolean.class).description(text(key)).build();
    }

    /**
     * An option with a value.
     *
     * @param label stands for the value in the help
     * @param key of its text
     */
    static OptionSpec option(String name, String label, Class<?> type, String key) {
        return option(name, label, key).type(type).build();
    }

    /** An option that names a file or folder. */
    static OptionSpec pathOption(String name, String label, String key) {
        return option(name, label, key).type(Path.class).converters(TO_PATH).build();
    }

    /** The option that names the folder to write to, which a command cannot do without. */
    static OptionSpec destination(String key) {
        return option("--to", "DIR", key)
                .type(Path.class)
                .converters(TO_PATH)
                .required(true)
                .build();
    }

    /** An option that may be given several times. */
    static OptionSpec repeatable(String name, String label, String key) {
        return option(name, label, key).type(List.class).auxiliaryTypes(String.class).build();
    }

    /** The same that names files. */
    static OptionSpec repeatablePath(String name, String label, String key) {
        return option(name, label, key)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .converters(TO_PATH)
                .build();
    }

    private static OptionSpec.Builder option(String name, String label, String key) {
        return OptionSpec.builder(name).arity("1").paramLabel(label).description(text(key));
    }

    /** The first parameter: what a command is about. */
    static PositionalParamSpec file(String label, String key) {
        return parameter("0", "1", label, key).type(Path.class).converters(TO_PATH).build();
    }

    /** One more parameter, which may be left out. */
    static PositionalParamSpec other(String label, String key) {
        return parameter("1", "0..1", label, key).type(String.class).build();
    }

    /** Several parameters, one at least, from the second place on. */
    static PositionalParamSpec others(String label, String key) {
        return parameter("1..*", "1..*", label, key)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build();
    }

    private static PositionalParamSpec.Builder parameter(
            String index, String arity, String label, String key) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .paramLabel(label)
                .description(text(key));
    }

    private static Path path(String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException notHere) {
            throw new TypeConversionException(Messages.text("cli.no.path", given));
        }
    }

    static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    static <T> Optional<T> value(ArgSpec argument) {
        return Optional.ofNullable(argument.getValue());
    }

    static <T> List<T> values(ArgSpec argument) {
        return Arguments.<List<T>>value(argument).orElse(List.of());
    }
}
