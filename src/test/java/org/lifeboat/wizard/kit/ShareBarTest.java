package org.lifeboat.wizard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.Node;

import org.junit.jupiter.api.Test;
import org.lifeboat.wizard.WindowTest;

import java.util.List;

class ShareBarTest extends WindowTest {

    private Bounds boundsOf(String selector) {
        Node segment = node(selector, Node.class);
        return onFx(segment::getBoundsInParent);
    }

    @Test
    void sharesStandBesideEachOtherAndEvenTheLeastCanBeSeen() {
        show(
                () ->
                        new ShareBar(
                                List.of(
                                        new ShareBar.Share("needed", 35e6, "35 MB"),
                                        new ShareBar.Share("free", 74e9, "74 GB"))));
        Bounds needed = boundsOf(".segment.needed");
        Bounds free = boundsOf(".segment.free");
        assertThat(needed.getWidth()).isBetween(3.0, 20.0);
        assertThat(free.getMinX()).isEqualTo(needed.getMaxX());
        assertThat(free.getWidth()).isGreaterThan(500);
        assertThat(free.getHeight()).isEqualTo(needed.getHeight());
    }
}
