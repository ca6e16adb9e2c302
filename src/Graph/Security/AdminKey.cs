using System.Security.Cryptography;
using System.Text;

namespace Graph.Security;

/// <summary>Judges the key that a request comes with.</summary>
internal static class AdminKey
{
    public const string Header = "X-Admin-Key";

    public static AdminKeyVerdict Judge(HttpRequest request, AdminOptions options) =>
        options.Key is not { } key ? AdminKeyVerdict.NoneSet
        : IsKey(request.Headers[Header].ToString(), key) ? AdminKeyVerdict.Right
        : request.Headers.ContainsKey(Header) ? AdminKeyVerdict.Wrong
        : AdminKeyVerdict.NoneSent;

    // Hashes are equally long, so that the time tells nothing of the key's length either.
    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
