using Microsoft.Extensions.Options;

namespace Graph.Cluster;

/// <summary>The key for encryption is 32 bytes of Base64; it is never repeated.</summary>
internal sealed class ValidateRedis : IValidateOptions<RedisOptions>
{
    private const int KeyBytes = 32;

    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        if (options.EncryptionKey is null)
        {
            return ValidateOptionsResult.Success;
        }

        Span<byte> key = stackalloc byte[KeyBytes + 1];
        return Convert.TryFromBase64String(options.EncryptionKey, key, out var length) && length == KeyBytes
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{RedisOptions.SectionName}:{nameof(options.EncryptionKey)} is {KeyBytes} bytes in Base64, e.g. from 'openssl rand -base64 {KeyBytes}'.");
    }
}
