package io.github.botmetry.jda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.Mockito.RETURNS_DEFAULTS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.botmetry.Privacy;
import java.util.Arrays;
import java.util.List;
import net.dv8tion.jda.api.entities.Mentions;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import org.junit.jupiter.api.Test;

/** Those whom an event leads to, where the simulator has no such event. */
class PeopleTest {

    private static final long ALICE = 123456789012345678L;

    @Test
    void userSelectedInAModal_isWithheld() {
        assumeThat(Arrays.stream(ModalMapping.class.getMethods()))
                .as("JDA 5 has no selections in modals")
                .anyMatch(method -> method.getName().equals("getAsMentions"));
        User alice = mock(User.class);
        when(alice.getIdLong()).thenReturn(ALICE);
        when(alice.getName()).thenReturn("alice");
        Mentions selected = mock(Mentions.class);
        when(selected.getUsers()).thenReturn(List.of(alice));
        ModalMapping input = mock(
                ModalMapping.class,
                call -> call.getMethod().getName().equals("getAsMentions") ? selected : RETURNS_DEFAULTS.answer(call));
        ModalInteractionEvent event = mock(ModalInteractionEvent.class);
        when(event.getValues()).thenReturn(List.of(input));

        assertThat(People.withheld(
                        event, Privacy.builder().userOptedOut(id -> id == ALICE).build()))
                .contains("alice", Long.toString(ALICE));
    }
}
