using System.Security.Cryptography;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Security;

namespace Graph.Tests.Security.Tokens;

/// <summary>Which tokens are taken, and what is said of those that are not.</summary>
public sealed class TokenMatrixTests
{
    [Fact]
    public async Task Token_ThatIsGood_IsTheViewer()
    {
        await using var rig = IdentityRig.WithSecret();
        var token = rig.Token();

        var (reading, _) = await rig.AskAsync(token);

        Assert.Equal("7", reading.Caller!.Viewer.Id);
        Assert.Equal(["catalog"], reading.Caller.Viewer.Roles);
        Assert.Equal(token, reading.Caller.Token.Reveal());
        Assert.Equal(rig.Now + 3_600, reading.Caller.Expires.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Request_WithoutCredentials_IsAnonymous()
    {
        await using var rig = IdentityRig.WithSecret();

        var (reading, http) = await rig.AskAsync();

        Assert.Equal(default, reading);
        Assert.Empty(http.Response.Headers);
    }

    [Fact]
    public async Task Roles_AsOneString_AreOneRole()
    {
        await using var rig = IdentityRig.WithSecret(("RoleClaim", "role"));

        var (reading, _) = await rig.AskAsync(Jwt.Hs256(new { sub = "7", exp = rig.Now + 60, role = "support", roles = "catalog" }, IdentityRig.Secret));

        Assert.Equal(["support"], reading.Caller!.Viewer.Roles);
    }

    [Fact]
    public async Task Token_SignedWithAnotherKey_IsRefused()
    {
        await using var rig = IdentityRig.WithSecret();

        await AssertRefusedAsync(rig, Jwt.Hs256(rig.Claims(), IdentityRig.Secret + "!"), "not valid");
    }

    [Fact]
    public async Task Token_WithAForgedPayload_IsRefused()
    {
        await using var rig = IdentityRig.WithSecret();
        var (mine, theirs) = (rig.Token("7").Split('.'), rig.Token("8").Split('.'));

        await AssertRefusedAsync(rig, $"{mine[0]}.{theirs[1]}.{mine[2]}", "not valid");
    }

    [Theory]
    [InlineData(-31, "expired")]
    [InlineData(-30, "expired")]
    [InlineData(-29, null)]
    public async Task Token_PastItsExp_IsRefusedAfterTheSkew(int seconds, string? says)
    {
        await using var rig = IdentityRig.WithSecret();

        await AssertAsync(rig, rig.Token(seconds: seconds), says);
    }

    [Fact]
    public async Task Token_OnceGood_ExpiresWithTheClock()
    {
        await using var rig = IdentityRig.WithSecret();
        var token = rig.Token(seconds: 60);
        await AssertAsync(rig, token, says: null);

        rig.Time.Advance(TimeSpan.FromSeconds(90));

        await AssertRefusedAsync(rig, token, "expired");
    }

    [Theory]
    [InlineData(31, "not valid yet")]
    [InlineData(29, null)]
    public async Task Token_BeforeItsNbf_IsRefused(int seconds, string? says)
    {
        await using var rig = IdentityRig.WithSecret();

        await AssertAsync(rig, Jwt.Hs256(new { sub = "7", exp = rig.Now + 3_600, nbf = rig.Now + seconds }, IdentityRig.Secret), says);
    }

    [Fact]
    public async Task Token_WithoutExp_IsRefused()
    {
        await using var rig = IdentityRig.WithSecret();

        await AssertRefusedAsync(rig, Jwt.Hs256(new { sub = "7" }, IdentityRig.Secret), "not valid");
    }

    [Theory]
    [InlineData("graph", null)]
    [InlineData("billing", "another audience")]
    [InlineData(null, "another audience")]
    public async Task Token_OfAnotherAudience_IsRefused(string? aud, string? says)
    {
        await using var rig = IdentityRig.WithSecret(("Audiences", "storefront, graph"));
        var claims = rig.Claims();
        if (aud is not null)
        {
            claims["aud"] = aud;
        }

        await AssertAsync(rig, Jwt.Hs256(claims, IdentityRig.Secret), says);
    }

    [Theory]
    [InlineData("https://issuer.example", null)]
    [InlineData("https://other.example", "another issuer")]
    [InlineData(null, "another issuer")]
    public async Task Token_OfAnotherIssuer_IsRefused(string? iss, string? says)
    {
        await using var rig = IdentityRig.WithSecret(("Issuers:0", "https://issuer.example"));
        var claims = rig.Claims();
        if (iss is not null)
        {
            claims["iss"] = iss;
        }

        await AssertAsync(rig, Jwt.Hs256(claims, IdentityRig.Secret), says);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("")]
    public async Task Token_WithoutASignature_IsRefused(string alg)
    {
        await using var rig = IdentityRig.WithSecret();

        await AssertRefusedAsync(rig, Jwt.Unsigned(rig.Claims(), alg), "not valid");
    }

    [Fact]
    public async Task Token_OfAnotherHashOfTheSameSecret_IsRefused()
    {
        await using var rig = new IdentityRig(("SigningKeys:0", new string('k', 64)));
        var good = Jwt.Hs256(rig.Claims(), new string('k', 64));
        var text = Jwt.Hs256(rig.Claims(), "x", new { alg = "HS512", typ = "JWT" });
        var signed = text[..text.LastIndexOf('.')];
        var hs512 = $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(HMACSHA512.HashData(Encoding.ASCII.GetBytes(new string('k', 64)), Encoding.ASCII.GetBytes(signed)))}";

        await AssertAsync(rig, good, says: null);
        await AssertRefusedAsync(rig, hs512, "not valid");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_SignedWithThePublicKeyAsASecret_IsRefused(bool withSecretToo)
    {
        using var rsa = RSA.Create(2_048);
        var pem = rsa.ExportSubjectPublicKeyInfoPem();
        await using var rig = withSecretToo
            ? new IdentityRig(("SigningKeys:0", pem), ("SigningKeys:1", IdentityRig.Secret))
            : new IdentityRig(("SigningKeys:0", pem));

        await AssertAsync(rig, Jwt.Rs256(rig.Claims(), rsa), says: null);
        await AssertRefusedAsync(rig, Jwt.Hs256(rig.Claims(), pem), "not valid");
        await AssertRefusedAsync(rig, Jwt.Hs256(rig.Claims(), pem.ReplaceLineEndings("\n") + "\n"), "not valid");
        await AssertRefusedAsync(rig, Jwt.Hs256(rig.Claims(), rsa.ExportSubjectPublicKeyInfo()), "not valid");
        await AssertRefusedAsync(rig, Jwt.Hs256(rig.Claims(), rsa.ExportParameters(false).Modulus!), "not valid");
    }

    [Fact]
    public async Task Token_OfAnEllipticCurve_IsTakenWithItsKeyOnly()
    {
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var rig = new IdentityRig(("SigningKeys:0", mine.ExportSubjectPublicKeyInfoPem()));

        await AssertAsync(rig, Jwt.Es256(rig.Claims(), mine), says: null);
        await AssertRefusedAsync(rig, Jwt.Es256(rig.Claims(), other), "not valid");
    }

    [Fact]
    public async Task Subject_ThatIsNoUsableText_IsRefused()
    {
        await using var rig = IdentityRig.WithSecret();
        object?[] subjects = ["", " ", new string('7', 257), "7\n", null, 7, true, new[] { "7" }];

        foreach (var sub in subjects)
        {
            // What is no text at all, the library may have refused already.
            await AssertRefusedAsync(rig, Jwt.Hs256(new { sub, exp = rig.Now + 60 }, IdentityRig.Secret), sub is string ? "'sub'" : "");
        }

        await AssertRefusedAsync(rig, Jwt.Hs256(new { exp = rig.Now + 60 }, IdentityRig.Secret), "'sub'");
        await AssertAsync(rig, Jwt.Hs256(new { sub = new string('7', 256), exp = rig.Now + 60 }, IdentityRig.Secret), says: null);
        await AssertAsync(rig, Jwt.Hs256(new { sub = "2030-01-01T00:00:00Z", exp = rig.Now + 60 }, IdentityRig.Secret), says: null);
    }

    [Fact]
    public async Task Token_LongerThanTheLimit_IsRefusedUnread()
    {
        await using var rig = IdentityRig.WithSecret(("MaxTokenBytes", "1000"));
        var claims = rig.Claims();
        claims["fill"] = new string('x', 1_000);

        await AssertRefusedAsync(rig, Jwt.Hs256(claims, IdentityRig.Secret), "longer than 1000 bytes");
        Assert.Equal(0, rig.Handler.Validations);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz", "Send Bearer")]
    [InlineData("Digest username=x", "Send Bearer")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.x", "Send Bearer")]
    [InlineData("", "malformed")]
    [InlineData(" ", "malformed")]
    [InlineData("Bearer", "malformed")]
    [InlineData("Bearer ", "malformed")]
    [InlineData("Bearer a b", "malformed")]
    [InlineData("Bearer a,Bearer b", "malformed")]
    [InlineData("Bearer \"a\"", "malformed")]
    [InlineData("Bearer ünïcode", "malformed")]
    public async Task Header_ThatIsNoBearerToken_IsRefused(string header, string says)
    {
        await using var rig = IdentityRig.WithSecret();

        AssertRefused(await rig.AskAsync(("Authorization", header)), says);
    }

    [Fact]
    public async Task Headers_ThatAreTwo_AreRefusedThoughBothAreGood()
    {
        await using var rig = IdentityRig.WithSecret();
        var header = ("Authorization", $"Bearer {rig.Token()}");

        AssertRefused(await rig.AskAsync(header, header), "malformed");
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [InlineData("Bearer ")]
    public async Task Scheme_InAnyCase_IsTaken(string scheme)
    {
        await using var rig = IdentityRig.WithSecret();

        var (reading, _) = await rig.AskAsync(("Authorization", $"{scheme} {rig.Token()}"));

        Assert.NotNull(reading.Caller);
    }

    [Fact]
    public async Task Production_WithoutKeys_RefusesEveryToken()
    {
        await using var rig = new IdentityRig();

        await AssertRefusedAsync(rig, rig.Token(), "no keys");
        Assert.Empty(rig.Problems());
    }

    [Fact]
    public async Task Garbage_OfAnyShape_IsRefusedAndNeverThrows()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        await using var rig = IdentityRig.WithSecret();
        for (var i = 0; i < 2_000; i++)
        {
            var header = Garbage.Of(random, rig.Token());
            try
            {
                AssertRefused(await rig.AskAsync(("Authorization", header)), says: "");
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"Seed {seed}, header {i}: {header}", failed);
            }
        }
    }

    private static async Task AssertRefusedAsync(IdentityRig rig, string token, string says)
    {
        var (reading, http) = await rig.AskAsync(token);
        AssertRefused((reading, http), says);
        Assert.DoesNotContain(token.Split('.').Where(part => part.Length > 8), part => reading.Refusal!.Message.Contains(part, StringComparison.Ordinal));
    }

    private static async Task AssertAsync(IdentityRig rig, string token, string? says)
    {
        if (says is not null)
        {
            await AssertRefusedAsync(rig, token, says);
            return;
        }

        var (reading, _) = await rig.AskAsync(token);
        Assert.True(reading.Caller is not null, reading.Refusal?.Message);
    }

    private static void AssertRefused((CallerReading Reading, Microsoft.AspNetCore.Http.HttpContext Http) answer, string says)
    {
        Assert.Null(answer.Reading.Caller);
        Assert.Equal((401, ErrorCodes.Unauthenticated), (answer.Reading.Refusal!.Status, answer.Reading.Refusal.Code));
        Assert.Contains(says, answer.Reading.Refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("IDX", answer.Reading.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Http.Response.Headers.WWWAuthenticate);
    }
}
