using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Invalidation.Events;

/// <summary>What the header <c>X-Graph-Signature</c> says: <c>t=&lt;unix seconds&gt;,v1=&lt;hex&gt;</c>, with one or more <c>v1</c>, each an
/// HMAC-SHA256 of <c>t</c>, a dot and the body. Signatures of other schemes beside them are let pass.</summary>
internal sealed class EventSignature
{
    public const string Header = "X-Graph-Signature";

    private const string TimeName = "t";
    private const string MacName = "v1";
    private const int MaxTimeLength = 11; // beyond that is the year 5138

    private readonly string _time;
    private readonly IReadOnlyList<byte[]> _macs;

    private EventSignature(string time, IReadOnlyList<byte[]> macs)
    {
        _time = time;
        _macs = macs;
        Time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>When it was made, as it says itself.</summary>
    public DateTimeOffset Time { get; }

    /// <returns>Null when the header is not as it must be.</returns>
    public static EventSignature? Parse(string header)
    {
        string? time = null;
        var macs = new List<byte[]>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var split = part.IndexOf('=');
            var (name, value) = split < 0 ? (part, string.Empty) : (part[..split], part[(split + 1)..]);
            switch (name)
            {
                case TimeName when time is null && value.Length is > 0 and <= MaxTimeLength && value.All(char.IsAsciiDigit):
                    time = value;
                    break;
                case MacName when value.Length == 2 * HMACSHA256.HashSizeInBytes && value.All(char.IsAsciiHexDigit):
                    macs.Add(Convert.FromHexString(value));
                    break;
                case TimeName or MacName or "":
                    return null;
            }
        }

        return time is not null && macs.Count > 0 ? new EventSignature(time, macs) : null;
    }

    /// <summary>Whether any of the signatures is of this secret over this body.</summary>
    public bool IsBy(byte[] secret, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{_time}."));
        hmac.AppendData(body);
        var expected = hmac.GetHashAndReset();
        var isBy = false;
        foreach (var mac in _macs)
        {
            isBy |= CryptographicOperations.FixedTimeEquals(mac, expected); // none is skipped, so that the time does not tell which it was
        }

        return isBy;
    }
}
