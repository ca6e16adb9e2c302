using System.Security.Cryptography;
using Graph.Security.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Tests.Security.Tokens;

public sealed class AuthenticationOptionsTests
{
    [Fact]
    public async Task Start_WithManyProblems_ListsAllAndRepeatsNoSecret()
    {
        using var small = RSA.Create(1_024);
        using var whole = RSA.Create(2_048);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using var rig = new IdentityRig(
            ("Authority", "http://issuer.example"), ("SigningKeys:0", "s3cret"), ("SigningKeys:1", small.ExportSubjectPublicKeyInfoPem()),
            ("SigningKeys:2", whole.ExportPkcs8PrivateKeyPem()), ("SigningKeys:3", p384.ExportSubjectPublicKeyInfoPem()),
            ("SigningKeys:4", """{"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"}"""), ("SigningKeys:5", """{"kty":"RSA","n":"abc" """),
            ("ClockSkew", "2"), ("MaxTokenBytes", "0"), ("RememberedTokens", "-1"), ("Session:AllowedOrigins", "shop.example"), ("Nonsense", "1"));

        var problems = rig.Problems();

        string[] named =
        [
            "Authentication:Authority", "Authentication:Audiences", "SigningKeys:0", "SigningKeys:1", "SigningKeys:2", "SigningKeys:3", "SigningKeys:4",
            "SigningKeys:5", "Authentication:ClockSkew", "Authentication:MaxTokenBytes", "Authentication:RememberedTokens",
            "Authentication:Session:AllowedOrigins", "Authentication:Nonsense",
        ];
        Assert.All(named, setting => Assert.Contains(problems, problem => problem.Contains(setting, StringComparison.Ordinal)));
        Assert.DoesNotContain(problems, problem => problem.Contains("s3cret", StringComparison.Ordinal) || problem.Contains("c2Vj", StringComparison.Ordinal));
        Assert.Equal(named.Length, problems.Length);
    }

    [Fact]
    public async Task Keys_OfEveryForm_AreRead()
    {
        using var rsa = RSA.Create(2_048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var rig = new IdentityRig(
            ("SigningKeys:0", IdentityRig.Secret), ("SigningKeys:1", rsa.ExportRSAPublicKeyPem()), ("SigningKeys:2", Jwk(ec)), ("SigningKeys:3", Jwk(rsa)));

        Assert.Empty(rig.Problems());
        Assert.Equal(["HS256", "RS256", "ES256"], rig.Get<TokenKeys>().Algorithms);
        Assert.NotNull((await rig.AskAsync(Jwt.Es256(rig.Claims(), ec))).Reading.Caller);
        Assert.NotNull((await rig.AskAsync(Jwt.Rs256(rig.Claims(), rsa))).Reading.Caller);
        Assert.NotNull((await rig.AskAsync(rig.Token())).Reading.Caller);
    }

    // A list is parted at commas, and the parts of a public key must never become secrets.
    [Fact]
    public async Task Jwk_GivenWithoutAnIndex_IsRefused()
    {
        using var rsa = RSA.Create(2_048);
        await using var rig = new IdentityRig(("SigningKeys", Jwk(rsa)));

        Assert.Contains(rig.Problems(), problem => problem.Contains("SigningKeys:0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Keys_ThatAreNotSet_AreMadeInDevelopmentOnly(string environment, bool made)
    {
        await using var first = new IdentityRig(environment, []);
        await using var second = new IdentityRig(environment, []);

        var (one, other) = (first.Get<TokenKeys>(), second.Get<TokenKeys>());

        Assert.Equal((made, made), (one.HasAny, one.IsRandom));
        Assert.Equal(made, one.Secret != other.Secret);
    }

    private static string Jwk(RSA key)
    {
        var parameters = key.ExportParameters(false);
        return $$"""{"kty":"RSA","kid":"a","n":"{{Base64UrlEncoder.Encode(parameters.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parameters.Exponent)}}"}""";
    }

    private static string Jwk(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"kty":"EC","crv":"P-256","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}""";
    }
}
