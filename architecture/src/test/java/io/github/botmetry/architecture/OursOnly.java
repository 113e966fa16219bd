package io.github.botmetry.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves Jetty's classes out: they have a name of ours, and not our rules. */
final class OursOnly implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return !location.contains("/endpoint/jetty/");
    }
}
