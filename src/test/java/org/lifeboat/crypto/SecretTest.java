package org.lifeboat.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.ScryptSeal;
import org.lifeboat.watch.Watch;

import java.nio.IntBuffer;

/** What keys are made from is gone when it is closed. */
class SecretTest {

    @Test
    void closingWipesAllBytes() {
        byte[] bytes = {1, 2, 3};
        new Secret(bytes).close();
        assertThat(bytes).containsExactly(0, 0, 0);
    }

    @Test
    void aPartIsACopyThatIsClosedOnItsOwn() {
        try (Secret whole = new Secret(new byte[] {1, 2, 3, 4})) {
            byte[] own;
            try (Secret part = whole.part(1, 2)) {
                own = part.bytes();
                assertThat(own).containsExactly(2, 3);
            }
            assertThat(own).containsExactly(0, 0);
            assertThat(whole.bytes()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void closingALaneWipesAllThatItWasMixedIn() {
        ScryptLane lane = ScryptLane.of(new ScryptParameters(1, 1, 1));
        int[] stored = new int[32];
        stored[0] = 1;
        stored[31] = 2;
        lane.load(IntBuffer.wrap(stored));
        assertThat(lane.words()).isEqualTo(stored);
        lane.other()[5] = 6;
        lane.picked()[31] = 7;
        lane.close();
        assertThat(lane.words()).hasSize(32).containsOnly(0);
        assertThat(lane.other()).hasSize(32).containsOnly(0);
        assertThat(lane.picked()).hasSize(32).containsOnly(0);
    }

    @Test
    void closedScryptKeysAuthenticateNothing() throws ScryptTooCostlyException {
        ScryptHeader header = ScryptHeader.parse(ScryptSeal.costly(1, 1, 1)).orElseThrow();
        try (Passphrase passphrase = Passphrase.ofCharacters("secret".toCharArray())) {
            ScryptKeys keys = ScryptKeys.derive(header, passphrase, Watch.NOBODY);
            String hmac = keys.headerHmac(header);
            assertThat(keys.headerHmac(header)).isEqualTo(hmac);
            keys.close();
            assertThat(keys.headerHmac(header)).isNotEqualTo(hmac);
        }
    }
}
