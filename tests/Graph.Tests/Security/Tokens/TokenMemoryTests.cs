using System.Globalization;

namespace Graph.Tests.Security.Tokens;

public sealed class TokenMemoryTests
{
    [Fact]
    public async Task Token_AskedWithAgain_IsValidatedOnce()
    {
        await using var rig = IdentityRig.WithSecret();
        var (mine, theirs) = (rig.Token("7"), rig.Token("8"));

        for (var i = 0; i < 5; i++)
        {
            var (first, _) = await rig.AskAsync(mine);
            var (second, _) = await rig.AskAsync(theirs);

            Assert.Equal(("7", "8"), (first.Caller!.Viewer.Id, second.Caller!.Viewer.Id));
        }

        Assert.Equal(2, rig.Handler.Validations);
        Assert.Equal(2, rig.Memory.Count);
    }

    [Fact]
    public async Task Token_ThatIsRefused_IsNotRemembered()
    {
        await using var rig = IdentityRig.WithSecret();

        await rig.AskAsync(Jwt.Hs256(rig.Claims(), "another secret of the same length"));

        Assert.Equal(0, rig.Memory.Count);
    }

    [Fact]
    public async Task Token_AtItsExp_IsForgotten()
    {
        await using var rig = IdentityRig.WithSecret();
        var token = rig.Token(seconds: 60);
        await rig.AskAsync(token);

        rig.Time.Advance(TimeSpan.FromSeconds(59));
        await rig.AskAsync(token);
        var before = (rig.Handler.Validations, rig.Memory.Count);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.AskAsync(token); // within the skew: taken, but checked each time

        Assert.Equal((1, 1), before);
        Assert.Equal((2, 0), (rig.Handler.Validations, rig.Memory.Count));
    }

    [Fact]
    public async Task Tokens_OfManyViewers_AreRememberedWithinTheBound()
    {
        await using var rig = IdentityRig.WithSecret(("RememberedTokens", "10"));

        for (var i = 0; i < 500; i++)
        {
            await rig.AskAsync(rig.Token(i.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.InRange(rig.Memory.Count, 1, 11); // the library's own tolerance
    }
}
