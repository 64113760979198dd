import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file that looks like a backup of hundreds of gigabytes and takes a few megabytes on the
 * disk: chunks of Qubes' size whose data are holes, laid out as Qubes' tars were.
 *
 * <pre>java HollowBackup.java OUT START END CHUNKS VMS</pre>
 *
 * START holds the header and qubes.xml, END the entries of a small VM. END is put in the middle of
 * the hollow chunks, which are those of VMS VMs, {@code vm101} and up.
 */
final class HollowBackup {

    private static final int BLOCK = 512;
    private static final int RECORD = 20 * BLOCK;
    private static final long CHUNK = 100L << 20;

    private final FileChannel out;
    private long end;

    private HollowBackup(FileChannel out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        byte[] start = Files.readAllBytes(Path.of(arguments[1]));
        byte[] small = Files.readAllBytes(Path.of(arguments[2]));
        int chunks = Integer.parseInt(arguments[3]);
        int perVm = chunks / Integer.parseInt(arguments[4]);
        Files.deleteIfExists(file);
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            HollowBackup backup = new HollowBackup(out);
            backup.append(start);
            for (int n = 0; n < chunks; n++) {
                if (n == chunks / 2) {
                    backup.append(small);
                }
                String name = "vm%d/private.img.%03d".formatted(101 + n / perVm, n % perVm);
                backup.hollowEntry(name, CHUNK);
                backup.entry(name + ".hmac", "(stdin)= " + "0123456789abcdef".repeat(8) + "\n");
            }
            // The last record's zeros have to be there, or the file would end early.
            out.write(ByteBuffer.allocate(1), backup.end - 1);
        }
    }

    private void append(byte[] bytes) throws IOException {
        out.write(ByteBuffer.wrap(bytes), end);
        end += bytes.length;
    }

    private void hollowEntry(String name, long size) throws IOException {
        out.write(ByteBuffer.wrap(header(name, size)), end);
        end += tarLength(size);
    }

    private void entry(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        out.write(ByteBuffer.wrap(header(name, bytes.length)), end);
        out.write(ByteBuffer.wrap(bytes), end + BLOCK);
        end += tarLength(bytes.length);
    }

    /** Of a whole tar with one member: header, data, two zero blocks, all in whole records. */
    private static long tarLength(long size) {
        return Math.ceilDiv(BLOCK + Math.ceilDiv(size, BLOCK) * BLOCK + 2 * BLOCK, RECORD) * RECORD;
    }

    private static byte[] header(String name, long size) {
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, "%011o\0%011o\0".formatted(size, 1451649600));
        put(header, 148, "        0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header.array()) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header.array();
    }

    private static void put(ByteBuffer header, int at, String text) {
        header.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }
}
