import { z } from 'zod';
import { ofMemberShape } from '@/lib/people/account/schema';
import { pictureFile } from '@/lib/platform/picture/picture-file';

export const PICTURE_SIZE = 256;

export const setPictureInput = z.object({ ...ofMemberShape, picture: pictureFile });

export const removePictureInput = z.object(ofMemberShape);
