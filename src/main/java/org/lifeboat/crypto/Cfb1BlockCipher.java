package org.lifeboat.crypto;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Cipher feedback of one bit (NIST SP 800-38A, 6.3, s = 1), seen as a cipher whose block is one
 * byte. Decrypts only.
 */
final class Cfb1BlockCipher implements BlockCipher {

    private final BlockCipher engine;
    private final byte[] register;
    private final byte[] output;

    Cfb1BlockCipher(BlockCipher engine) {
        this.engine = engine;
        this.register = new byte[engine.getBlockSize()];
        this.output = new byte[engine.getBlockSize()];
    }

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        if (forEncryption) {
            throw new UnsupportedOperationException();
        }
        ParametersWithIV withIv = (ParametersWithIV) parameters;
        System.arraycopy(withIv.getIV(), 0, register, 0, register.length);
        engine.init(true, withIv.getParameters());
    }

    @Override
    public String getAlgorithmName() {
        return engine.getAlgorithmName() + "/CFB1";
    }

    @Override
    public int getBlockSize() {
        return 1;
    }

    @Override
    public int processBlock(byte[] in, int inOffset, byte[] out, int outOffset) {
        int plain = 0;
        for (int bit = 7; bit >= 0; bit--) {
            engine.processBlock(register, 0, output, 0);
            int cipherBit = in[inOffset] >> bit & 1;
            plain |= (cipherBit ^ output[0] >> 7 & 1) << bit;
            shift(cipherBit);
        }
        out[outOffset] = (byte) plain;
        return 1;
    }

    private void shift(int bit) {
        for (int i = 0; i < register.length; i++) {
            int carry = i + 1 < register.length ? register[i + 1] >> 7 & 1 : bit;
            register[i] = (byte) (register[i] << 1 | carry);
        }
    }

    @Override
    public void reset() {
        engine.reset();
    }
}
