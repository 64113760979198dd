package org.lifeboat.content;

import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.ProblemException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which names an archive's members may have, and what they were before Qubes' {@code tar --xform
 * 's:^NAME:FOLDER/\0:'} rewrote them. In format 3 this is what ties an archive's content to its
 * place in the backup: a chunk that was moved to another VM has an HMAC that matches, but foreign
 * names inside.
 */
public final class MemberNames {

    private static final int MAX_DEPTH = 512;

    private final String archive;
    private final List<String> folder;
    private final String prefix;
    private final boolean wholeFolder;
    private final String name;
    private final Pattern rewritten;

    /**
     * @param folder the archive's folder in the backup, may be empty
     * @param name the archive's own name, {@code .} for a whole folder
     */
    public MemberNames(String folder, String name) {
        this.archive = folder.isEmpty() ? name : folder + "/" + name;
        this.folder = folder.isEmpty() ? List.of() : List.of(folder.split("/"));
        this.prefix = folder.isEmpty() ? "" : folder + "/";
        this.wholeFolder = name.equals(".");
        this.name = name;
        // NAME stood in a regular expression, where a dot is any character.
        String expression =
                Arrays.stream(name.split("\\.", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("."));
        this.rewritten = Pattern.compile("^" + expression, Pattern.DOTALL);
    }

    /**
     * A member's place below its VM's folder, empty for that folder itself.
     *
     * @throws ProblemException if it points elsewhere or belongs to another archive
     */
    public List<String> place(String memberName) throws ProblemException {
        if (memberName.startsWith("/") || memberName.indexOf('\0') >= 0) {
            throw new ProblemException(new MemberProblem.Unsafe(memberName));
        }
        List<String> parts = new ArrayList<>();
        for (String part : memberName.split("/")) {
            if (part.equals("..")) {
                throw new ProblemException(new MemberProblem.Unsafe(memberName));
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        boolean inFolder =
                parts.size() >= folder.size() && parts.subList(0, folder.size()).equals(folder);
        List<String> place = inFolder ? parts.subList(folder.size(), parts.size()) : List.of();
        boolean own = wholeFolder || !place.isEmpty() && place.getFirst().equals(name);
        if (!inFolder || !own) {
            throw new ProblemException(new MemberProblem.Foreign(memberName, archive));
        }
        if (place.size() > MAX_DEPTH) {
            throw new ProblemException(new MemberProblem.Unsafe(memberName.substring(0, 60)));
        }
        return List.copyOf(place);
    }

    /** A symbolic link's target as it was on the machine. */
    public String originalTarget(String target) {
        if (target.startsWith(prefix)) {
            String original = target.substring(prefix.length());
            if (rewritten.matcher(original).find()) {
                return original;
            }
        }
        return target;
    }
}
