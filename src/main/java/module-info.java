/** Lifeboat: restores Qubes OS backups on a computer without Qubes. */
module org.lifeboat {
    requires atlantafx.base;
    requires com.github.luben.zstd_jni;
    requires info.picocli;
    requires java.management;
    requires java.xml;
    requires javafx.controls;
    requires jdk.management;
    requires jdk.unsupported;
    requires org.apache.commons.compress;
    requires org.bouncycastle.provider;
    requires org.controlsfx.controls;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.core;
    requires org.tukaani.xz;
    requires tools.jackson.core;

    uses org.kordamp.ikonli.IkonHandler;

    exports org.lifeboat;
    exports org.lifeboat.wizard to
            javafx.graphics;
}
