import org.bouncycastle.crypto.generators.SCrypt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of an archive's parts what the program scrypt makes of them, but in one process and with a
 * key that costs little, for hundreds of them.
 *
 * <pre>java ScryptFiles PASSPHRASE_FILE BACKUP_ID FILE...</pre>
 *
 * Each FILE becomes FILE.enc, but {@code backup-header} stays and gets its {@code .hmac}.
 */
final class ScryptFiles {

    private static final int LOG_N = 10;
    private static final int R = 8;
    private static final int P = 1;

    private ScryptFiles() {}

    public static void main(String[] arguments) throws Exception {
        String passphrase = Files.readString(Path.of(arguments[0])).stripTrailing();
        for (String name : Arrays.copyOfRange(arguments, 2, arguments.length)) {
            Path file = Path.of(name);
            byte[] plain = Files.readAllBytes(file);
            if (name.equals("backup-header")) {
                Files.write(Path.of(name + ".hmac"), seal(plain, name + "!" + passphrase));
            } else {
                String binding = arguments[1] + "!" + name + "!";
                Files.write(Path.of(name + ".enc"), seal(plain, binding + passphrase));
                Files.delete(file);
            }
        }
    }

    private static byte[] seal(byte[] plain, String key) throws GeneralSecurityException {
        byte[] salt = new byte[32];
        new SecureRandom().nextBytes(salt);
        byte[] keys =
                SCrypt.generate(key.getBytes(StandardCharsets.UTF_8), salt, 1 << LOG_N, R, P, 64);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys, 32, 32, "HmacSHA256"));
        ByteBuffer file = ByteBuffer.allocate(96 + plain.length + 32);
        file.put("scrypt\0".getBytes(StandardCharsets.US_ASCII)).put((byte) LOG_N);
        file.putInt(R).putInt(P).put(salt);
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(file.array(), 48));
        file.put(digest, 0, 16);
        file.put(mac.doFinal(Arrays.copyOf(file.array(), 64)));
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(keys, 0, 32, "AES"),
                new IvParameterSpec(new byte[16]));
        file.put(cipher.doFinal(plain));
        return file.put(mac.doFinal(Arrays.copyOf(file.array(), file.position()))).array();
    }
}
