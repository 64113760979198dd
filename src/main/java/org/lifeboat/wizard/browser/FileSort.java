package org.lifeboat.wizard.browser;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What an entry is to people: a word and a symbol for each. Files go by their names' endings. */
enum FileSort {
    FOLDER(Feather.FOLDER),
    PICTURE(Feather.IMAGE, "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "svg", "xcf"),
    TEXT(Feather.FILE_TEXT, "txt", "md", "csv", "log", "conf", "ini", "json", "xml", "html", "tex"),
    DOCUMENT(
            Feather.BOOK,
            "pdf",
            "odt",
            "ods",
            "odp",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "ppt",
            "pptx",
            "rtf",
            "epub"),
    SOUND(Feather.MUSIC, "mp3", "ogg", "oga", "opus", "flac", "wav", "m4a", "aac"),
    FILM(Feather.FILM, "mp4", "mkv", "avi", "mov", "webm", "ogv", "mpg", "mpeg"),
    ARCHIVE(Feather.ARCHIVE, "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "tar"),
    MAIL(Feather.MAIL, "eml", "mbox", "msf"),
    KEY(Feather.KEY, "kdbx", "kdb", "asc", "gpg", "pem", "key"),
    LINK(Feather.CORNER_UP_RIGHT),
    /** A device, a pipe, a socket. */
    SPECIAL(Feather.TERMINAL),
    FILE(Feather.FILE);

    private final Feather symbol;
    private final Set<String> endings;

    FileSort(Feather symbol, String... endings) {
        this.symbol = symbol;
        this.endings = Set.of(endings);
    }

    static FileSort of(FolderEntry entry) {
        return switch (entry.kind()) {
            case FOLDER -> FOLDER;
            case LINK -> LINK;
            case FILE -> ofName(entry.name().text());
            default -> SPECIAL;
        };
    }

    private static FileSort ofName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(sort -> sort.endings.contains(ending))
                .findFirst()
                .orElse(FILE);
    }

    Feather symbol() {
        return symbol;
    }

    String word() {
        return Messages.text(Messages.key(this));
    }
}
