package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingLibraryTest {

    @Test
    void aSystemWithoutGtkIsToldWhichLibraryItLacksAndThatTheCommandLineWorks() {
        assertThat(
                        MissingLibrary.sentence(
                                new UnsupportedOperationException(
                                        "Unable to load glass GTK library.")))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains(
                                                "libgtk-3.so.0",
                                                "lifeboat --help",
                                                "command line"));
    }

    @Test
    void aLibraryThatTheLoaderMissesIsNamed() {
        Error missing =
                new UnsatisfiedLinkError(
                        "/x/libglass.so: libXtst.so.6: cannot open shared object file: No such"
                                + " file or directory");
        assertThat(MissingLibrary.sentence(new RuntimeException("launch", missing)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("libXtst.so.6"));
    }

    @Test
    void aDisplayThatDoesNotAnswerIsNoDisplay() {
        assertThat(
                        MissingLibrary.sentence(
                                new UnsupportedOperationException("Unable to open DISPLAY")))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("No display was found"));
    }

    @Test
    void aFaultOfTheProgramIsNotTakenForTheSystems() {
        assertThat(MissingLibrary.sentence(new IllegalStateException("broken"))).isEmpty();
        assertThat(MissingLibrary.sentence(new UnsupportedOperationException())).isEmpty();
    }
}
