package org.lifeboat.crypto;

import java.nio.CharBuffer;
import java.util.Optional;

/**
 * What the 47 keys for letters, digits and signs produce on common keyboards, without and with
 * Shift: the rescue computer's layout is often not the one a passphrase was chosen on. Rows from
 * top to bottom, keys from left to right.
 */
enum KeyboardLayout {
    US(
            "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
            "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"),
    BRITISH(
            "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
            "¬!\"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?"),
    GERMAN(
            "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
            "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"),
    SWISS(
            "§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-",
            "°+\"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_"),
    FRENCH(
            "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!",
            "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§"),
    BELGIAN(
            "²&é\"'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:=",
            "³1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+"),
    SPANISH(
            "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-",
            "ª!\"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_"),
    ITALIAN(
            "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
            "|!\"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_"),
    PORTUGUESE(
            "\\1234567890'«qwertyuiop+´~asdfghjklçºzxcvbnm,.-",
            "|!\"#$%&/()=?»QWERTYUIOP*`^ASDFGHJKLÇªZXCVBNM;:_"),
    SWEDISH(
            "§1234567890+´qwertyuiopå¨'asdfghjklöäzxcvbnm,.-",
            "½!\"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_"),
    NORWEGIAN(
            "|1234567890+\\qwertyuiopå¨'asdfghjkløæzxcvbnm,.-",
            "§!\"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLØÆZXCVBNM;:_"),
    DANISH(
            "½1234567890+´qwertyuiopå¨'asdfghjklæøzxcvbnm,.-",
            "§!\"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÆØZXCVBNM;:_"),
    POLISH_214(
            "˙1234567890+'qwertzuiopżśóasdfghjklłąyxcvbnm,.-",
            "˛!\"#$%&/()=?*QWERTZUIOPńćźASDFGHJKLŁęYXCVBNM;:_"),
    CZECH(
            ";+ěščřžýáíé=´qwertzuiopú)¨asdfghjklů§yxcvbnm,.-",
            "°1234567890%ˇQWERTZUIOP/('ASDFGHJKL\"!YXCVBNM?:_"),
    DVORAK(
            "`1234567890[]',.pyfgcrl/=\\aoeuidhtns-;qjkxbmwvz",
            "~!@#$%^&*(){}\"<>PYFGCRL?+|AOEUIDHTNS_:QJKXBMWVZ"),
    RUSSIAN(
            "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
            "Ё!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,");

    private static final String SPACE = " ";

    private final String keys;

    KeyboardLayout(String plain, String shifted) {
        keys = plain + shifted + SPACE;
    }

    int keyCount() {
        return keys.length();
    }

    /**
     * What the same keys produce on another keyboard; empty if this one lacks one of the
     * characters.
     */
    Optional<char[]> retype(char[] characters, KeyboardLayout other) {
        if (CharBuffer.wrap(characters).chars().anyMatch(c -> keys.indexOf(c) < 0)) {
            return Optional.empty();
        }
        char[] retyped = new char[characters.length];
        for (int i = 0; i < characters.length; i++) {
            retyped[i] = other.keys.charAt(keys.indexOf(characters[i]));
        }
        return Optional.of(retyped);
    }
}
