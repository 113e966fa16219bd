package io.github.botmetry.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal of this size: knows the sequences that the demo writes, and fails at all others and at a line that is too long. */
final class Picture {

    private static final Pattern PART = Pattern.compile("\u001b\\[([?0-9]*)([A-Za-z])|[^\u001b]", Pattern.DOTALL);

    private final char[][] cells;
    private final List<String> modes = new ArrayList<>();
    private int row;
    private int column;

    Picture(int columns, int rows) {
        cells = new char[rows][columns];
        clear(0, 0);
    }

    Picture write(String output) {
        Matcher part = PART.matcher(output);
        int end = 0;
        while (part.find()) {
            if (part.start() != end) {
                throw new AssertionError("not known: " + output.substring(end));
            }
            end = part.end();
            if (part.group(2) == null) {
                put(part.group().charAt(0));
            } else {
                control(part.group(1), part.group(2));
            }
        }
        return this;
    }

    private void put(char character) {
        switch (character) {
            case '\r' -> column = 0;
            case '\n' -> {
                if (++row == cells.length) {
                    throw new AssertionError("it scrolls: " + lines());
                }
            }
            default -> {
                if (column == cells[0].length) {
                    throw new AssertionError("longer than the terminal: " + lines().get(row));
                }
                cells[row][column++] = character;
            }
        }
    }

    private void control(String parameter, String command) {
        switch (command) {
            case "H" -> {
                row = 0;
                column = 0;
            }
            case "K" -> Arrays.fill(cells[row], Math.min(column, cells[0].length), cells[0].length, ' ');
            case "J" -> clear(row, column);
            case "h", "l" -> modes.add(parameter + command);
            default -> throw new AssertionError("not known: " + parameter + command);
        }
    }

    private void clear(int fromRow, int fromColumn) {
        Arrays.fill(cells[fromRow], Math.min(fromColumn, cells[0].length), cells[0].length, ' ');
        for (int later = fromRow + 1; later < cells.length; later++) {
            Arrays.fill(cells[later], ' ');
        }
    }

    List<String> lines() {
        return Arrays.stream(cells)
                .map(line -> new String(line).stripTrailing())
                .toList();
    }

    /** Set and reset modes, in their order. */
    List<String> modes() {
        return modes;
    }
}
