package io.github.botmetry.jda.community;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;

/**
 * Series of guilds, declared twice: for a bot of one guild, and with the alias of each.
 *
 * <p>The path of a gauge holds all its labels, and one guild is to need none; so a Botmetry has one or the other.
 */
record GuildDefinitions(
        CounterDefinition messages,
        CounterDefinition joins,
        CounterDefinition leaves,
        GaugeDefinition members,
        GaugeDefinition channels,
        GaugeDefinition boosts,
        GaugeDefinition boostTier) {

    /** A guild has at most 500 channels, but each name that one has had is a series of its own. */
    private static final int CHANNEL_NAMES = 1_000;

    private static final int GUILDS = 1_000;
    private static final String MESSAGES = "Messages by channel; threads count for their channel.";
    private static final String JOINS = "Members who joined.";
    private static final String LEAVES = "Members who left, were kicked or banned.";
    private static final String MEMBERS = "Members, bots among them.";
    private static final String CHANNELS = "Channels and categories, without threads.";
    private static final String BOOSTS = "Boosts that the guild has.";
    private static final String BOOST_TIER = "The tier that the boosts have reached, 0 to 3.";

    static final GuildDefinitions OF_THE_ONLY_ONE = new GuildDefinitions(
            CounterDefinition.named("discord.messages")
                    .labels("channel")
                    .path("channels.{channel}")
                    .path("messages")
                    .help(MESSAGES)
                    .limit("channel", CHANNEL_NAMES)
                    .build(),
            CounterDefinition.named("discord.guild.joins")
                    .path("guild.joins")
                    .help(JOINS)
                    .build(),
            CounterDefinition.named("discord.guild.leaves")
                    .path("guild.leaves")
                    .help(LEAVES)
                    .build(),
            GaugeDefinition.named("discord.guild.members")
                    .path("guild.total_members")
                    .help(MEMBERS)
                    .build(),
            GaugeDefinition.named("discord.guild.channels")
                    .path("guild.total_channels")
                    .help(CHANNELS)
                    .build(),
            GaugeDefinition.named("discord.guild.boosts")
                    .path("boost.amount")
                    .help(BOOSTS)
                    .build(),
            GaugeDefinition.named("discord.guild.boost_tier")
                    .path("boost.tier")
                    .help(BOOST_TIER)
                    .build());

    /** A personal label that is none: it holds what the bot's author calls the guild, not what Discord does. */
    static final GuildDefinitions BY_ALIAS = new GuildDefinitions(
            CounterDefinition.named("discord.messages")
                    .labels("guild", "channel")
                    .path("{guild}.channels.{channel}")
                    .path("{guild}.messages")
                    .path("channels.{channel}")
                    .path("messages")
                    .help(MESSAGES)
                    .limit("channel", CHANNEL_NAMES)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build(),
            CounterDefinition.named("discord.guild.joins")
                    .labels("guild")
                    .path("{guild}.joins")
                    .help(JOINS)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build(),
            CounterDefinition.named("discord.guild.leaves")
                    .labels("guild")
                    .path("{guild}.leaves")
                    .help(LEAVES)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build(),
            GaugeDefinition.named("discord.guild.members")
                    .labels("guild")
                    .path("{guild}.total_members")
                    .help(MEMBERS)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build(),
            GaugeDefinition.named("discord.guild.channels")
                    .labels("guild")
                    .path("{guild}.total_channels")
                    .help(CHANNELS)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build(),
            GaugeDefinition.named("discord.guild.boosts")
                    .labels("guild")
                    .path("{guild}.boost.amount")
                    .help(BOOSTS)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build(),
            GaugeDefinition.named("discord.guild.boost_tier")
                    .labels("guild")
                    .path("{guild}.boost.tier")
                    .help(BOOST_TIER)
                    .limit("guild", GUILDS)
                    .allowPersonalLabels()
                    .build());
}
