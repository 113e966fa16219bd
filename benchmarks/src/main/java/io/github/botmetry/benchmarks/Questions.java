package io.github.botmetry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The other side of a {@link ChildJvm}: answers each line of the input with one of the output. */
final class Questions {

    private Questions() {}

    /** Prints the greeting, and answers until the input ends. */
    static void answer(String greeting, UnaryOperator<String> answer) throws IOException {
        System.out.println(greeting);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(answer.apply(question));
        }
    }
}
