using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Upstreams.Events;

/// <summary>
/// The value of X-Graph-Signature: the time and an HMAC-SHA256 over time and body, so that neither can be changed and an old delivery cannot
/// be played again for long.
/// </summary>
internal static class EventSigner
{
    public const string Header = "X-Graph-Signature";

    public static string Sign(string secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{seconds}."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
