package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;

import javafx.scene.paint.Color;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colours of the style sheet, in the theme that it is used with. */
class ContrastTest {

    private static final double OF_TEXT = 4.5;
    private static final double OF_SHAPES = 3;

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern DECLARATION = Pattern.compile("(-[a-z0-9-]+)\\s*:\\s*([^;]+);");

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textFramesBarsAndRingsCanBeSeen(boolean dark) throws IOException {
        Theme theme = dark ? new PrimerDark() : new PrimerLight();
        define(read(theme.getUserAgentStylesheet()));
        String sheet = read("/org/lifeboat/wizard.css").replaceAll("(?s)/\\*.*?\\*/", "");
        define(sheet);
        Matcher rules = RULE.matcher(sheet);
        int checked = 0;
        while (rules.find()) {
            checked += check(rules.group(1).strip(), declarations(rules.group(2)));
        }
        assertThat(checked).isGreaterThan(30);
        assertThat(faults).isEmpty();
    }

    private int check(String selector, Map<String, String> rule) {
        if (selector.contains(".label-")) {
            // Qubes' own colours; each is named in words beside it, and has a frame.
            return 0;
        }
        List<Color> grounds = new ArrayList<>();
        String own = rule.getOrDefault("-fx-background-color", "");
        boolean isBar = selector.contains(".share");
        if (!isBar && own.startsWith("-color") && !own.contains(",")) {
            grounds.add(over(colour(own), colour("-color-bg-default")));
        } else {
            grounds.add(colour("-color-bg-default"));
            grounds.add(colour("-color-bg-subtle"));
        }
        int checked = compare(selector, rule, "-fx-text-fill", grounds, OF_TEXT);
        checked += compare(selector, rule, "-fx-fill", grounds, OF_SHAPES);
        // A frame is seen against what is around it.
        List<Color> around = List.of(colour("-color-bg-default"));
        checked += compare(selector, rule, "-fx-border-color", around, OF_SHAPES);
        if (isBar && !selector.contains(".free")) {
            checked += compare(selector, rule, "-fx-background-color", around, OF_SHAPES);
        }
        return checked;
    }

    private int compare(
            String selector,
            Map<String, String> rule,
            String property,
            List<Color> grounds,
            double least) {
        int checked = 0;
        for (String value : rule.getOrDefault(property, "").split("[\\s,]+")) {
            if (value.startsWith("-color") && !isGround(selector, value)) {
                for (Color ground : grounds) {
                    checked++;
                    double found = contrast(over(colour(value), ground), ground);
                    if (found < least) {
                        faults.add("%s %s: %.2f".formatted(selector, value, found));
                    }
                }
            }
        }
        return checked;
    }

    /** A ground itself, what shows on the accent's only, and lines between grounds that differ. */
    private static boolean isGround(String selector, String value) {
        return value.contains("-bg-")
                || selector.startsWith(".accent")
                || value.equals("-color-border-muted");
    }

    private void define(String sheet) {
        Matcher rules = RULE.matcher(sheet.replaceAll("(?s)/\\*.*?\\*/", ""));
        while (rules.find()) {
            if (rules.group(1).strip().equals(".root")) {
                declarations(rules.group(2)).forEach(variables::put);
            }
        }
    }

    private static Map<String, String> declarations(String block) {
        Map<String, String> declarations = new HashMap<>();
        Matcher each = DECLARATION.matcher(block + ";");
        while (each.find()) {
            declarations.put(each.group(1), each.group(2).strip());
        }
        return declarations;
    }

    private Color colour(String value) {
        return value.startsWith("-color") ? colour(variables.get(value)) : Color.web(value);
    }

    private static Color over(Color colour, Color ground) {
        return ground.interpolate(
                Color.color(colour.getRed(), colour.getGreen(), colour.getBlue()),
                colour.getOpacity());
    }

    private static String read(String resource) throws IOException {
        String path = resource.startsWith("/") ? resource : "/" + resource;
        InputStream found = ContrastTest.class.getResourceAsStream(path);
        try (InputStream in = found == null ? PrimerLight.class.getResourceAsStream(path) : found) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As the accessibility guidelines for the web (WCAG) define it. */
    private static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
