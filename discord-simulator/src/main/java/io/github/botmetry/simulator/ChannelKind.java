package io.github.botmetry.simulator;

import io.github.botmetry.simulator.rest.RestFailure;

/** Choose the kind of a channel; the simulator knows these of Discord's. */
public enum ChannelKind {
    TEXT(0),
    DIRECT(1),
    VOICE(2),
    CATEGORY(4),
    NEWS(5),
    NEWS_THREAD(10),
    PUBLIC_THREAD(11),
    PRIVATE_THREAD(12),
    STAGE(13),
    FORUM(15);

    private final int code;

    ChannelKind(int code) {
        this.code = code;
    }

    /** Discord's number of this kind. */
    public int code() {
        return code;
    }

    boolean isThread() {
        return this == NEWS_THREAD || this == PUBLIC_THREAD || this == PRIVATE_THREAD;
    }

    boolean isVoice() {
        return this == VOICE || this == STAGE;
    }

    static ChannelKind of(int code) {
        for (ChannelKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw RestFailure.badRequest("no channel of type " + code + " in the simulator");
    }
}
