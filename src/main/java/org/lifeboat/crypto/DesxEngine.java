package org.lifeboat.crypto;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * DES-X: DES with a word of key added before and after (openssl, {@code DES_xcbc_encrypt}). The 24
 * bytes of key are DES' key, the word on the plaintext's side, the word on the ciphertext's side.
 */
final class DesxEngine implements BlockCipher {

    private static final int BLOCK = 8;

    private final BlockCipher des = new DESEngine();
    private final byte[] plainWord = new byte[BLOCK];
    private final byte[] cipherWord = new byte[BLOCK];
    private boolean encrypting;

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        byte[] key = ((KeyParameter) parameters).getKey();
        encrypting = forEncryption;
        des.init(forEncryption, new KeyParameter(key, 0, BLOCK));
        System.arraycopy(key, BLOCK, plainWord, 0, BLOCK);
        System.arraycopy(key, 2 * BLOCK, cipherWord, 0, BLOCK);
    }

    @Override
    public String getAlgorithmName() {
        return "DESX";
    }

    @Override
    public int getBlockSize() {
        return BLOCK;
    }

    @Override
    public int processBlock(byte[] in, int inOffset, byte[] out, int outOffset) {
        byte[] before = encrypting ? plainWord : cipherWord;
        byte[] after = encrypting ? cipherWord : plainWord;
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) (in[inOffset + i] ^ before[i]);
        }
        des.processBlock(block, 0, out, outOffset);
        for (int i = 0; i < BLOCK; i++) {
            out[outOffset + i] ^= after[i];
        }
        return BLOCK;
    }

    @Override
    public void reset() {
        des.reset();
    }
}
