import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The formatting gate: {@code java -cp google-java-format.jar Format.java check|write FOLDER...}. A
 * program of its own because the formatter takes files, not folders, and has to run on the JDK
 * whose syntax the sources use, which need not be the one that runs Maven.
 */
final class Format {
    private Format() {}

    public static void main(String[] args) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--aosp"));
        if (args[0].equals("check")) {
            arguments.addAll(List.of("--dry-run", "--set-exit-if-changed"));
        } else {
            arguments.add("--replace");
        }
        for (String folder : List.of(args).subList(1, args.length)) {
            arguments.addAll(javaFilesUnder(Path.of(folder)));
        }
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        int status = 0;
        // The formatter now and then breaks lines once more when it sees its own output.
        for (int pass = args[0].equals("check") ? 2 : 1; pass <= 2; pass++) {
            status = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
        }
        out.flush();
        if (status != 0) {
            err.println("These files are not formatted; `mvn -Pformat` formats them.");
            err.flush();
        }
        System.exit(status);
    }

    private static List<String> javaFilesUnder(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
