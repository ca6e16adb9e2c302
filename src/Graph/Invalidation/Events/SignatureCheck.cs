using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Graph.Invalidation.Events;

/// <summary>Tells whether a delivery is signed with a secret of ours, and lately.</summary>
internal sealed class SignatureCheck
{
    private const string HowToSign = $"Sign the body: {EventSignature.Header}: t=<unix seconds>,v1=<HMAC-SHA256 of t, a dot and the body, in hex>.";

    private readonly byte[][] _secrets;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;

    public SignatureCheck(IOptions<EventsOptions> options, TimeProvider time)
    {
        string?[] secrets = [options.Value.Secret, options.Value.PreviousSecret];
        _secrets = [.. secrets.OfType<string>().Select(Encoding.UTF8.GetBytes)];
        _window = options.Value.SignatureWindow;
        _time = time;
    }

    /// <summary>False where no secret is configured: then the endpoint lets callers on this machine through, in Development, and nobody else.</summary>
    public bool IsRequired => _secrets.Length > 0;

    /// <summary>Judges the header by itself, which spares reading a body that is refused anyway.</summary>
    /// <param name="header">The header as it came.</param>
    /// <param name="signature">What it says; null when it is refused.</param>
    /// <returns>Why it is refused.</returns>
    public EventRefusal? Read(StringValues header, out EventSignature? signature)
    {
        signature = null;
        if (StringValues.IsNullOrEmpty(header))
        {
            return EventRefusal.Unsigned($"The delivery is not signed. {HowToSign}");
        }

        if (header.Count > 1 || EventSignature.Parse(header.ToString()) is not { } read)
        {
            return EventRefusal.Unsigned($"The signature cannot be read. {HowToSign}");
        }

        var age = _time.GetUtcNow() - read.Time;
        if (age.Duration() > _window)
        {
            var seconds = age.Duration().TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return EventRefusal.Unsigned(
                $"The signature is {seconds} s {(age > TimeSpan.Zero ? "old" : "ahead of the graph's clock")}; it may be {_window.TotalSeconds} s "
                + $"({EventsOptions.SectionName}:{nameof(EventsOptions.SignatureWindow)}). Sign each attempt anew, and set the clocks right.");
        }

        signature = read;
        return null;
    }

    /// <returns>Why the body is refused.</returns>
    public EventRefusal? Check(EventSignature signature, ReadOnlySpan<byte> body)
    {
        foreach (var secret in _secrets)
        {
            if (signature.IsBy(secret, body))
            {
                return null;
            }
        }

        return EventRefusal.Unsigned(
            $"The signature is not by {EventsOptions.SectionName}:{nameof(EventsOptions.Secret)} over this body. {HowToSign}");
    }
}
