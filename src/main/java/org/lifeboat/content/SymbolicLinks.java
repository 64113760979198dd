package org.lifeboat.content;

import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Symbolic links, made after all else, so that nothing is ever written through one. */
final class SymbolicLinks {

    private final List<Pending> pending = new ArrayList<>();

    private record Pending(List<String> place, String target, MemberAttributes attributes) {}

    void add(List<String> place, String target, MemberAttributes attributes) {
        pending.add(new Pending(place, target, attributes));
    }

    List<SinkState.Link> state() {
        return pending.stream()
                .map(
                        link ->
                                new SinkState.Link(
                                        link.place(),
                                        link.target(),
                                        link.attributes().mode(),
                                        link.attributes().modified()))
                .toList();
    }

    void takeOver(List<SinkState.Link> links) {
        links.forEach(
                link ->
                        add(
                                link.place(),
                                link.target(),
                                new MemberAttributes(link.mode(), link.modified())));
    }

    /**
     * @param notes told of each that cannot be made here
     */
    void make(MemberPlaces places, Consumer<Problem> notes) throws IOException {
        for (Pending link : pending) {
            try {
                Path made = places.make(link.place(), path -> make(path, link.target()));
                link.attributes().applyTime(made);
            } catch (UnsupportedOperationException
                    | InvalidPathException
                    | ProblemException failed) {
                String name = String.join("/", link.place());
                notes.accept(new MemberProblem.LinkNotWritable(name, link.target()));
            }
        }
    }

    private static void make(Path path, String target) throws IOException {
        Files.createSymbolicLink(path, path.getFileSystem().getPath(target));
    }
}
