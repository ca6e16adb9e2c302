using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graph.Invalidation.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation.Events;

public sealed class SignatureCheckTests
{
    private const string Secret = "a secret of the tests";
    private const string Body = """{"a":1}""";
    private const long SignedAt = 1_700_000_000;

    // openssl dgst -sha256 -hmac 'a secret of the tests'
    private const string Mac = "7b2992c1f41ac383ed7caf6d966ef2b7b897d4ad70fa29241394a7316e268e9e";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(SignedAt));
    private readonly EventsOptions _options = new() { Secret = Secret };

    [Fact]
    public void Check_SignatureAsOpenSslMakesIt_IsTaken() => Assert.Null(Judge($"t={SignedAt},v1={Mac}"));

    [Theory]
    [InlineData($"v1={Mac},t=1700000000")]
    [InlineData($"t=1700000000, v1={Mac}")]
    [InlineData($"t=1700000000,v0=old,v1={Mac},v2=new")]
    public void Check_PartsInAnotherOrderOrWithOthers_IsTaken(string header) => Assert.Null(Judge(header));

    [Fact]
    public void Check_OneOfSeveralSignatures_IsEnough()
    {
        var other = Sign("another secret", SignedAt);

        Assert.Null(Judge($"t={SignedAt},v1={other},v1={Mac}"));
        Assert.Null(Judge($"t={SignedAt},v1={Mac},v1={other}"));
        Assert.NotNull(Judge($"t={SignedAt},v1={other},v1={other}"));
    }

    [Fact]
    public void Check_WhileSecretsRotate_TakesBothAndNoThird()
    {
        _options.PreviousSecret = "the secret before";

        Assert.Null(Judge($"t={SignedAt},v1={Mac}"));
        Assert.Null(Judge($"t={SignedAt},v1={Sign("the secret before", SignedAt)}"));
        Assert.NotNull(Judge($"t={SignedAt},v1={Sign("the secret before that", SignedAt)}"));
    }

    [Theory]
    [InlineData("""{"a":2}""")]
    [InlineData("""{"a":1} """)]
    [InlineData("")]
    public void Check_AnotherBody_IsRefused(string body) =>
        Assert.Equal(StatusCodes.Status401Unauthorized, Judge($"t={SignedAt},v1={Mac}", body)?.Status);

    [Fact]
    public void Check_AnotherTime_IsRefused() => Assert.NotNull(Judge($"t={SignedAt + 1},v1={Mac}"));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    [InlineData(-300_000, true)]
    [InlineData(-300_001, false)]
    [InlineData(1_000_000_000_000, false)]
    public void Check_AtTheEdgesOfTheWindow_IsExact(long age, bool isTaken)
    {
        var now = _time.GetUtcNow() + TimeSpan.FromMilliseconds(age);

        var refusal = Judge($"t={SignedAt},v1={Mac}", now: now);

        Assert.Equal(isTaken ? null : StatusCodes.Status401Unauthorized, refusal?.Status);
        Assert.True(isTaken || refusal!.Reason.Contains("Events:SignatureWindow", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:00:01", 1_000, true)]
    [InlineData("00:00:01", 1_001, false)]
    [InlineData("01:00:00", 3_600_000, true)]
    public void Check_OtherWindow_Holds(string window, int age, bool isTaken)
    {
        _options.SignatureWindow = TimeSpan.Parse(window, CultureInfo.InvariantCulture);

        Assert.Equal(isTaken, Judge($"t={SignedAt},v1={Mac}", now: _time.GetUtcNow().AddMilliseconds(age)) is null);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("nonsense")]
    [InlineData("t=1700000000")]
    [InlineData("t=1700000000,v1=")]
    [InlineData("t=1700000000,v1=abc")]
    [InlineData($"t=1700000000,v1={Mac}00")]
    [InlineData($"v1={Mac}")]
    [InlineData($"t=,v1={Mac}")]
    [InlineData($"t=soon,v1={Mac}")]
    [InlineData($"t=-1,v1={Mac}")]
    [InlineData($"t=1700000000.0,v1={Mac}")]
    [InlineData($"t=99999999999999999999,v1={Mac}")]
    [InlineData($"t=1700000000,t=1700000000,v1={Mac}")]
    [InlineData($"t=1700000000,v1={Mac},v1=zz")]
    [InlineData($"t=1700000000,V1={Mac}")]
    [InlineData($"T=1700000000,v1={Mac}")]
    public void Read_Garbled_IsRefusedWithTheWayToSign(string header)
    {
        var refusal = Judge(header);

        Assert.Equal(StatusCodes.Status401Unauthorized, refusal?.Status);
        Assert.Contains("t=<unix seconds>,v1=", refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeaderThatComesTwice_IsRefused() =>
        Assert.NotNull(Judge(new StringValues([$"t={SignedAt},v1={Mac}", $"t={SignedAt},v1={Mac}"])));

    [Theory]
    [InlineData(null, false)]
    [InlineData(Secret, true)]
    public void IsRequired_WithASecretOnly(string? secret, bool isRequired)
    {
        _options.Secret = secret;

        Assert.Equal(isRequired, new SignatureCheck(Options.Create(_options), _time).IsRequired);
    }

    private EventRefusal? Judge(StringValues header, string body = Body, DateTimeOffset? now = null)
    {
        var time = now is { } moment ? new FakeTimeProvider(moment) : _time;
        var check = new SignatureCheck(Options.Create(_options), time);
        return check.Read(header, out var signature) ?? check.Check(signature!, Encoding.UTF8.GetBytes(body));
    }

    private static string Sign(string secret, long at) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}.{Body}"))));
}
