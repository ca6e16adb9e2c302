namespace Graph.Tests.Security;

/// <summary>Authorization headers that no honest client sends.</summary>
internal static class Garbage
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // JSON that is not what a token's header or payload is.
    private static readonly object[] Parts =
    [
        new { }, new { alg = 5 }, new { alg = "none" }, new { alg = "HS256" }, new { alg = "RS256", kid = new[] { 1 } }, new { alg = "HS256", crit = new[] { "x" } },
        new { alg = "dir", enc = "A128GCM" }, new { sub = 5, exp = "x" }, new { exp = -1 }, new { exp = 1e300 }, new { sub = "7", exp = long.MaxValue },
        new[] { 1, 2 }, "text", 5, true,
    ];

    /// <param name="random">Decides the shape.</param>
    /// <param name="good">A good token, to be damaged.</param>
    public static string Of(Random random, string good) => random.Next(6) switch
    {
        0 => "Bearer " + Any(random, random.Next(0, 300), Base64 + ".."),
        1 => "Bearer " + string.Join('.', Enumerable.Range(0, random.Next(1, 7)).Select(_ => Any(random, random.Next(0, 60), Base64))),
        2 => "Bearer " + Damaged(random, good),
        3 => "Bearer " + good[..random.Next(good.Length - 1)],
        4 => "Bearer " + Json(random),
        _ => Any(random, random.Next(0, 80), Base64 + " ,;=\"\\/{}\u00e9\u20ac"),
    };

    private static string Any(Random random, int length, string letters) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));

    /// <summary>One letter of the token is another. Not of the last two: bits of the signature's last letter say nothing.</summary>
    private static string Damaged(Random random, string good)
    {
        var at = random.Next(good.Length - 2);
        var letter = Base64[random.Next(Base64.Length)];
        return $"{good[..at]}{(letter == good[at] ? '.' : letter)}{good[(at + 1)..]}";
    }

    private static string Json(Random random) => random.Next(2) == 0
        ? Jwt.Hs256(Parts[random.Next(Parts.Length)], "some other secret", Parts[random.Next(Parts.Length)])
        : Jwt.Hs256(Parts[random.Next(Parts.Length - 5)], IdentityRig.Secret, Parts[random.Next(Parts.Length)]);
}
