package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DatagramTest {

    private static byte[] line(int length) {
        return "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    }

    private static String content(Datagram datagram) {
        return StandardCharsets.UTF_8.decode(datagram.content()).toString();
    }

    @Test
    void line_fitsWithItsLineFeed() {
        Datagram datagram = new Datagram(10);

        assertThat(datagram.canEverHold(line(9))).isTrue();
        assertThat(datagram.canEverHold(line(10))).isFalse();
        datagram.add(line(4), new Progress(), 1);
        assertThat(datagram.fits(line(4))).isTrue();
        assertThat(datagram.fits(line(5))).isFalse();
        assertThat(content(datagram)).isEqualTo("xxxx\n");
        assertThat(content(datagram)).as("asked for again").isEqualTo("xxxx\n");
    }

    @Test
    void linesThatLeft_areMarkedWithTheirAmounts_onceEach() {
        Datagram datagram = new Datagram(10_000);
        Progress[] marks = new Progress[200];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = new Progress();
            datagram.add(line(3), marks[i], i + 1);
        }
        assertThat(datagram.lines()).isEqualTo(200);

        datagram.left();
        datagram.left();

        for (int i = 0; i < marks.length; i++) {
            assertThat(marks[i].settled()).isEqualTo(i + 1);
        }
        assertThat(datagram.isEmpty()).isTrue();
        assertThat(content(datagram)).isEmpty();
    }

    @Test
    void linesThatAreForgotten_areNotMarked() {
        Datagram datagram = new Datagram(10);
        Progress mark = new Progress();
        datagram.add(line(3), mark, 1);
        assertThat(datagram.isEmpty()).isFalse();

        datagram.clear();

        assertThat(datagram.isEmpty()).isTrue();
        assertThat(datagram.fits(line(9))).isTrue();
        assertThat(mark.settled()).isZero();
    }
}
