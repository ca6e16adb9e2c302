namespace Graph.Tests.Execution.Differential;

/// <summary>Chance that falls the same way for the same key, in whatever order things are asked for.</summary>
internal static class Dice
{
    public static Random Of(int seed, string key)
    {
        var hash = unchecked(2_166_136_261u ^ (uint)seed);
        foreach (var letter in key)
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return new Random(unchecked((int)hash));
    }

    public static bool Chance(this Random random, double share) => random.NextDouble() < share;

    public static T Pick<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
