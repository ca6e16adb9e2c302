using Graph.HttpCaching;

namespace Graph.Tests.HttpCaching;

public sealed class SurrogateKeysTests
{
    [Fact]
    public void Of_Few_NamesThemAll() =>
        Assert.Equal(["graph", "category:shoes", "product:1", "product:2"], Keys(["product:1", "product:2", "category:shoes"], 200));

    [Fact]
    public void Of_Many_LetsTheTypeWithTheMostStandForAllOfIts()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(i => $"product:{i}"), "category:shoes", "category:hats"];

        Assert.Equal(["graph", "category:shoes", "category:hats", "type:product"], Keys(names, 100));
    }

    [Fact]
    public void Of_MoreTypesThanThereIsRoomFor_IsEverything() =>
        Assert.Equal(["graph"], Keys([.. Enumerable.Range(0, 100).Select(i => $"type{i}:1")], 64));

    [Theory]
    [InlineData("a b")]
    [InlineData("ü")]
    [InlineData("x\r\nSet-Cookie: a=b")]
    [InlineData("a,b")]
    public void Of_NamesThatAHeaderDoesNotTake_AreEscapedAsWhatPurgesThem(string id)
    {
        var keys = Keys([$"product:{id}"], 500);

        Assert.All(keys, key => Assert.All(key, letter => Assert.InRange(letter, '!', '~')));
        Assert.Contains(SurrogateKeys.PurgedBy($"product:{id}").First(), keys);
    }

    // Promise 1 behind a cache: whatever a response says of itself, a change of anything in it purges it.
    [Fact]
    public void Of_AnyNames_IsPurgedByEachOfThem()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            string[] names =
            [
                .. Enumerable.Range(0, random.Next(1, 60)).Select(_ => $"{"abcdefgh"[random.Next(8)]}{new string('x', random.Next(20))}:{random.Next(1_000)}").Distinct(),
            ];
            var limit = random.Next(64, 600);

            var value = SurrogateKeys.Of(names, limit);
            var keys = value.Split(' ');

            Assert.InRange(value.Length, 5, limit);
            Assert.All(names, name => Assert.True(
                keys is ["graph"] || SurrogateKeys.PurgedBy(name).Any(keys.Contains), $"{name} does not purge {value}"));
        }
    }

    private static string[] Keys(string[] names, int limit) => SurrogateKeys.Of(names, limit).Split(' ');
}
