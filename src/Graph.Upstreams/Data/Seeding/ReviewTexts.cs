namespace Graph.Upstreams.Data.Seeding;

/// <summary>What reviewers write, by stars (index 0 is one star).</summary>
internal static class ReviewTexts
{
    public static readonly string[][] Titles =
    [
        ["Sent it back", "Not what I expected", "Broke within a week", "Disappointed"],
        ["Could be better", "Nice idea, poor finish", "Not for me", "Overpriced"],
        ["It does the job", "Decent", "Good, with some flaws", "Middling"],
        ["Really good", "Solid choice", "Happy with it", "Nearly perfect"],
        ["Excellent", "Would buy it again", "Exactly what I wanted", "Love it", "Best I have had"],
    ];

    public static readonly string[][] Openings =
    [
        ["It failed after a few days of normal use.", "The photos are kinder than the real thing.", "Mine arrived with a fault and nobody could help."],
        ["The idea is good but the finish is careless.", "I wanted to like it more than I do.", "It works, though not for this price."],
        ["It is fine for what it costs.", "Some things are clever, others feel rushed.", "I use it, but I do not think about it much."],
        ["Well made and a pleasure to use.", "It has kept up with everything so far.", "Better than the one it replaced."],
        ["I use it every day and would buy it again tomorrow.", "It feels far more expensive than it is.", "Everything about it has been thought through."],
    ];

    public static readonly string[][] Endings =
    [
        ["I returned it.", "I would look elsewhere.", "One star for the packaging."],
        ["Perhaps the next version will be better.", "I expected more.", "It will do until I find another."],
        ["Wait for a sale.", "Know what you are buying and you will be all right.", "Three stars from me."],
        ["One star off for the delivery.", "Recommended.", "I would only wish for more colours."],
        ["Recommended without reservation.", "My sister has ordered one too.", "Worth every cent."],
    ];

    public static readonly string[] Details =
    [
        "The size is as described.", "It was delivered in two days.", "It came in plain cardboard, no plastic.", "The colour matches the pictures.",
        "I have had it for three months now.", "The instructions are short and clear.", "It is lighter than it looks.", "Cleaning it takes a minute.",
        "I bought it as a present.", "Customer service answered the same day.", "It is quieter than my old one.", "The seams are neat.",
    ];
}
