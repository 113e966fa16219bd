package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.jda.community.CommunityStats;
import net.dv8tion.jda.api.JDABuilder;

/** The code in docs/community.md, compiled. */
final class CommunitySnippets {

    private static final long PYTHON_DISCORD = 1;
    private static final long JAVA_DISCORD = 2;
    private static final long PYTHON_HELP = 3;
    private static final long OFF_TOPIC_0 = 4;
    private static final long MODMAIL = 5;
    private static final long INCIDENTS = 6;

    private CommunitySnippets() {}

    static void oneGuild(Botmetry botmetry, JDABuilder builder) {
        CommunityStats community = CommunityStats.builder()
                .guild(PYTHON_DISCORD)
                .forum(PYTHON_HELP, "help")
                .build();
        JdaIntegration.builder(botmetry).community(community).build().attach(builder); // the last call before build()
    }

    static CommunityStats names() {
        CommunityStats community = CommunityStats.builder()
                .guild(PYTHON_DISCORD)
                .channelName(OFF_TOPIC_0, "off_topic_0") // renamed every day
                .ignoreCategory(MODMAIL, INCIDENTS) // except in #incidents
                .build();
        return community;
    }

    static CommunityStats severalGuilds() {
        CommunityStats community = CommunityStats.builder()
                .guild(PYTHON_DISCORD, "pydis")
                .guild(JAVA_DISCORD, "java")
                .build();
        return community;
    }
}
