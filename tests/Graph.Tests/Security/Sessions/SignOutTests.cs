using Graph.Security.Sessions;

namespace Graph.Tests.Security.Sessions;

public sealed class SignOutTests
{
    [Fact]
    public async Task SignOut_OfACaller_RefusesItsTokenAndDropsWhatIsCachedForIt()
    {
        await using var rig = IdentityRig.WithSecret();
        var (mine, other) = (rig.Token("7"), rig.Token("7", seconds: 3_601));
        var (reading, _) = await rig.AskAsync(mine);
        await rig.AskAsync(other);

        var position = await rig.Get<SignOut>().OfAsync(reading.Caller!);

        Assert.Contains("signed out", (await rig.AskAsync(mine)).Reading.Refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull((await rig.AskAsync(other)).Reading.Caller);
        Assert.Equal(["user:7"], Assert.Single(rig.Log.Records).Tags);
        Assert.Equal(rig.Log.Tail, position);
    }

    [Fact]
    public async Task SignedOutTokens_UntilTheyAreOfNoUse_AreRemembered()
    {
        await using var rig = IdentityRig.WithSecret();
        var (first, second) = (rig.Token("7", seconds: 60), rig.Token("8", seconds: 600));
        await rig.Get<SignOut>().OfAsync((await rig.AskAsync(first)).Reading.Caller!);

        // In the skew after its exp, a check would still take it.
        rig.Time.Advance(TimeSpan.FromSeconds(89));
        var inSkew = await rig.AskAsync(first);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.Get<SignOut>().OfAsync((await rig.AskAsync(second)).Reading.Caller!);
        var after = await rig.AskAsync(first);

        Assert.Contains("signed out", inSkew.Reading.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("expired", after.Reading.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(1, rig.Get<SignedOutTokens>().Count);
    }

    [Fact]
    public async Task SignedOutTokens_BeyondTheBound_ForgetThoseThatExpireFirst()
    {
        await using var rig = IdentityRig.WithSecret(("Session:MaxSignedOut", "2"));
        int[] lifetimes = [300, 100, 200];
        var tokens = lifetimes.Select(seconds => rig.Token(seconds: seconds)).ToArray();

        foreach (var token in tokens)
        {
            await rig.Get<SignOut>().OfAsync((await rig.AskAsync(token)).Reading.Caller!);
        }

        Assert.Equal(2, rig.Get<SignedOutTokens>().Count);
        Assert.NotNull((await rig.AskAsync(tokens[1])).Reading.Caller);
        Assert.NotNull((await rig.AskAsync(tokens[0])).Reading.Refusal);
        Assert.NotNull((await rig.AskAsync(tokens[2])).Reading.Refusal);
    }
}
