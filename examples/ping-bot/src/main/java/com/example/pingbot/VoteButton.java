package com.example.pingbot;

import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;

/** The button below {@code /vote}. With JDA 5 change the two imports of components. */
final class VoteButton {

    static final String ID = "vote";

    private VoteButton() {}

    static void send(IReplyCallback event) {
        event.reply("Do you like this bot?")
                .addComponents(ActionRow.of(Button.primary(ID, "Yes")))
                .queue();
    }
}
