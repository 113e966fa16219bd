package io.github.botmetry.jda;

import io.github.botmetry.Botmetry;
import java.util.List;

/** What a Botmetry warned of, as its log has it, with the code before it. */
final class Warned {

    private Warned() {}

    static List<String> of(Botmetry botmetry) {
        return botmetry.warnings().stream()
                .map(warning -> warning.code() + " " + warning)
                .toList();
    }
}
