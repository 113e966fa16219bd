package io.github.botmetry.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The numbers that arrived over StatsD so far, by name; plain dialect. Thread-safe. */
final class Numbers {

    /** The sums of one name, and its count at the last measurement of rates. */
    private static final class Cell {
        final String type;
        double count;
        double sum;
        double longest;
        double countBefore;
        double rate;

        Cell(String type) {
            this.type = type;
        }
    }

    private final Map<String, Cell> cells = new TreeMap<>();

    /** Takes a line such as {@code demo.commands.ping:1|c} or {@code demo.lookup:12|ms|@0.5}. */
    synchronized void add(String line) {
        int colon = line.indexOf(':');
        String[] fields = line.substring(colon + 1).split("\\|");
        double value = Double.parseDouble(fields[0]);
        double weight = fields.length > 2 ? 1 / Double.parseDouble(fields[2].substring(1)) : 1;
        Cell cell = cells.computeIfAbsent(line.substring(0, colon), name -> new Cell(fields[1]));
        switch (fields[1]) {
            case "c" -> cell.count += value * weight;
            case "ms" -> {
                cell.count += weight;
                cell.sum += value * weight;
                cell.longest = Math.max(cell.longest, value);
            }
            default -> cell.sum = value;
        }
    }

    synchronized long counted(Predicate<String> name) {
        double counted = 0;
        for (Map.Entry<String, Cell> cell : cells.entrySet()) {
            if (cell.getValue().type.equals("c") && name.test(cell.getKey())) {
                counted += cell.getValue().count;
            }
        }
        return Math.round(counted);
    }

    /** Computes the rates since the last call. */
    synchronized void measureRates(double seconds) {
        for (Cell cell : cells.values()) {
            cell.rate = (cell.count - cell.countBefore) / seconds;
            cell.countBefore = cell.count;
        }
    }

    /** All rows, by name. */
    synchronized List<Row> rows() {
        List<Row> rows = new ArrayList<>(cells.size());
        cells.forEach(
                (name, cell) -> rows.add(new Row(name, cell.type, cell.count, cell.sum, cell.longest, cell.rate)));
        return rows;
    }
}
